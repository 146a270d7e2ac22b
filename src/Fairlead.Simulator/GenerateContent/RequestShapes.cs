using Fairlead.Simulator.Json.Shapes;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>The messages of a request (https://ai.google.dev/api/generate-content, https://ai.google.dev/api/caching and
/// https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference).</summary>
internal static class RequestShapes
{
    internal static readonly ShapeTable Table = new("""
        GenerateContentRequest: model=string contents=Content[] systemInstruction=Content tools=Tool[] toolConfig=ToolConfig safetySettings=SafetySetting[] generationConfig=GenerationConfig cachedContent=string labels=string{} serviceTier=string store=bool modelArmorConfig=object
        CountTokensRequest: model=string contents=Content[] systemInstruction=Content tools=Tool[] generationConfig=GenerationConfig generateContentRequest=GenerateContentRequest instances=any[]
        Content: role=string parts=Part[]
        Part: ~text=string ~inlineData=Blob ~fileData=FileData ~functionCall=FunctionCall ~functionResponse=FunctionResponse ~executableCode=object ~codeExecutionResult=object thought=bool thoughtSignature=string videoMetadata=object mediaResolution=object partMetadata=object
        Blob: mimeType=string data=bytes displayName=string
        FileData: mimeType=string fileUri=string displayName=string
        FunctionCall: id=string name=string args=object
        FunctionResponse: id=string name=string response=object parts=FunctionResponsePart[] willContinue=bool scheduling=string
        FunctionResponsePart: ~inlineData=Blob ~fileData=FileData
        Tool: functionDeclarations=FunctionDeclaration[] googleSearch=object googleSearchRetrieval=object codeExecution=object urlContext=object googleMaps=object computerUse=object enterpriseWebSearch=object retrieval=object fileSearch=object
        FunctionDeclaration: name=string description=string parameters=Schema parametersJsonSchema=object response=Schema responseJsonSchema=any behavior=UNSPECIFIED|BLOCKING|NON_BLOCKING
        Schema: type=TYPE_UNSPECIFIED|STRING|NUMBER|INTEGER|BOOLEAN|ARRAY|OBJECT|NULL format=string title=string description=string nullable=bool enum=string[] maxItems=long minItems=long properties=Schema{} required=string[] minProperties=long maxProperties=long minLength=long maxLength=long pattern=string example=any anyOf=Schema[] propertyOrdering=string[] default=any items=Schema minimum=float maximum=float
        ToolConfig: functionCallingConfig=FunctionCallingConfig retrievalConfig=object includeServerSideToolInvocations=bool
        FunctionCallingConfig: mode=MODE_UNSPECIFIED|AUTO|ANY|NONE|VALIDATED allowedFunctionNames=string[] streamFunctionCallArguments=bool
        SafetySetting: category=HARM_CATEGORY_UNSPECIFIED|HARM_CATEGORY_HARASSMENT|HARM_CATEGORY_HATE_SPEECH|HARM_CATEGORY_SEXUALLY_EXPLICIT|HARM_CATEGORY_DANGEROUS_CONTENT|HARM_CATEGORY_CIVIC_INTEGRITY|HARM_CATEGORY_JAILBREAK threshold=HARM_BLOCK_THRESHOLD_UNSPECIFIED|BLOCK_LOW_AND_ABOVE|BLOCK_MEDIUM_AND_ABOVE|BLOCK_ONLY_HIGH|BLOCK_NONE|OFF method=HARM_BLOCK_METHOD_UNSPECIFIED|SEVERITY|PROBABILITY
        GenerationConfig: temperature=float topP=float topK=float maxOutputTokens=int stopSequences=string[] candidateCount=int seed=int responseMimeType=string responseSchema=Schema responseJsonSchema=object presencePenalty=float frequencyPenalty=float responseLogprobs=bool logprobs=int thinkingConfig=ThinkingConfig responseModalities=MODALITY_UNSPECIFIED|TEXT|IMAGE|AUDIO[] mediaResolution=MEDIA_RESOLUTION_UNSPECIFIED|MEDIA_RESOLUTION_LOW|MEDIA_RESOLUTION_MEDIUM|MEDIA_RESOLUTION_HIGH speechConfig=object imageConfig=object audioTimestamp=bool routingConfig=object enableEnhancedCivicAnswers=bool
        ThinkingConfig: includeThoughts=bool thinkingBudget=int thinkingLevel=THINKING_LEVEL_UNSPECIFIED|MINIMAL|LOW|MEDIUM|HIGH
        """, StringComparer.OrdinalIgnoreCase);
}
