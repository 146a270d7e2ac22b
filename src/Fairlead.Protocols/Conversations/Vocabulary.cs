using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>A dialect's names for parameters.</summary>
internal sealed class Vocabulary(params (string Name, Parameter Parameter)[] fields)
{
    private readonly (JsonSlice Name, Parameter Parameter)[] fields = [.. fields.Select(static entry => (JsonSlice.Of(entry.Name), entry.Parameter))];

    /// <summary>The parameter that a field is; null when the dialect shares it with none.</summary>
    public Parameter? Find(JsonMember member)
    {
        foreach (var (name, parameter) in fields)
        {
            if (member.Is(name.Inner))
            {
                return parameter;
            }
        }

        return null;
    }
}
