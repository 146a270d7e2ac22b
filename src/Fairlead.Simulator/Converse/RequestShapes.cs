using Fairlead.Simulator.Json.Shapes;

namespace Fairlead.Simulator.Converse;

/// <summary>The structures of a request (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html).</summary>
internal static class RequestShapes
{
    internal static readonly ShapeTable Table = new("""
        ConverseRequest: messages=Message[] system=SystemContentBlock[] inferenceConfig=InferenceConfiguration toolConfig=ToolConfiguration guardrailConfig=GuardrailConfiguration additionalModelRequestFields=object promptVariables=object additionalModelResponseFieldPaths=string[] requestMetadata=string{} performanceConfig=PerformanceConfiguration serviceTier=ServiceTier outputConfig=OutputConfig
        ConverseStreamRequest: messages=Message[] system=SystemContentBlock[] inferenceConfig=InferenceConfiguration toolConfig=ToolConfiguration guardrailConfig=GuardrailStreamConfiguration additionalModelRequestFields=object promptVariables=object additionalModelResponseFieldPaths=string[] requestMetadata=string{} performanceConfig=PerformanceConfiguration serviceTier=ServiceTier outputConfig=OutputConfig
        Message: role!=user|assistant content!=ContentBlock[]
        ContentBlock|: text=string image=ImageBlock document=DocumentBlock video=object audio=object toolUse=ToolUseBlock toolResult=ToolResultBlock guardContent=GuardrailConverseContentBlock cachePoint=CachePointBlock reasoningContent=ReasoningContentBlock citationsContent=object searchResult=object
        SystemContentBlock|: text=string guardContent=GuardrailConverseContentBlock cachePoint=CachePointBlock
        ImageBlock: format!=png|jpeg|gif|webp source!=ImageSource
        ImageSource|: bytes=bytes s3Location=S3Location
        S3Location: uri!=string bucketOwner=string
        DocumentBlock: format=pdf|csv|doc|docx|xls|xlsx|html|txt|md name!=string source!=DocumentSource context=string citations=CitationsConfig
        DocumentSource|: bytes=bytes s3Location=S3Location text=string content=DocumentContentBlock[]
        DocumentContentBlock|: text=string
        CitationsConfig: enabled!=bool
        ToolUseBlock: toolUseId!=string name!=string input!=any type=server_tool_use|tool_use
        ToolResultBlock: toolUseId!=string content!=ToolResultContentBlock[] status=success|error type=string
        ToolResultContentBlock|: json=any text=string image=ImageBlock document=DocumentBlock video=object searchResult=object
        GuardrailConverseContentBlock|: text=GuardrailConverseTextBlock image=object
        GuardrailConverseTextBlock: text!=string qualifiers=grounding_source|query|guard_content[]
        CachePointBlock: type!=|default ttl=5m|1h
        ReasoningContentBlock|: reasoningText=ReasoningTextBlock redactedContent=bytes
        ReasoningTextBlock: text!=string signature=string
        InferenceConfiguration: maxTokens=int temperature=float topP=float stopSequences=string[]
        ToolConfiguration: tools!=Tool[] toolChoice=ToolChoice
        Tool|: toolSpec=ToolSpecification systemTool=object cachePoint=CachePointBlock
        ToolSpecification: name!=string description=string inputSchema!=ToolInputSchema strict=bool
        ToolInputSchema|: json=object
        ToolChoice|: auto=object any=object tool=SpecificToolChoice
        SpecificToolChoice: name!=string
        GuardrailConfiguration: guardrailIdentifier=string guardrailVersion=string trace=enabled|disabled|enabled_full
        GuardrailStreamConfiguration: guardrailIdentifier=string guardrailVersion=string trace=enabled|disabled|enabled_full streamProcessingMode=sync|async
        PerformanceConfiguration: latency=standard|optimized
        ServiceTier: type!=priority|default|flex|reserved
        OutputConfig: textFormat=OutputFormat effort=string
        OutputFormat: type!=|json_schema structure!=OutputFormatStructure
        OutputFormatStructure|: jsonSchema=JsonSchemaDefinition
        JsonSchemaDefinition: schema!=string name=string description=string
        """, StringComparer.Ordinal);
}
