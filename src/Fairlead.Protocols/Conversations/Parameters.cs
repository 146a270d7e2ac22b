using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>
/// The parameters of a request under the names that the client used, and the account of what became of them: a reader adds each field of the
/// body, a writer takes what it can say, and whatever nobody took is lost and named.
/// </summary>
public sealed class Parameters
{
    private readonly List<Field> fields = new(12);
    private readonly List<Loss> parts = [];
    private readonly List<Loss> ownParts = [];

    /// <summary>What was lost: fields that nobody took, unless they stand at their default, and lost parts of others. In the request's order.</summary>
    public IEnumerable<Loss> Losses => fields
        .Where(entry => !entry.IsTaken && !Defaults.IsDefault(entry.Name, entry.Value) && !IsIdleChoice(entry))
        .Select(static entry => new Loss(entry.Text, entry.Part))
        .Concat(parts)
        .Concat(ownParts)
        .Distinct();

    /// <summary>Adds a field that has a parameter's meaning.</summary>
    /// <param name="parameter">The meaning.</param>
    /// <param name="name">The client's name for it, a string.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isTaken">Whether it is already told otherwise, such as the items.</param>
    /// <param name="part">The part of the field that has the meaning, in words, when the field has several; null for all of it.</param>
    public void Add(Parameter parameter, JsonSlice name, JsonSlice value, bool isTaken = false, string? part = null) =>
        fields.Add(new Field(parameter, name, value) { IsTaken = isTaken || value.IsNull, Part = part });

    /// <summary>Adds a field that only its own dialect knows, or none.</summary>
    public void AddRest(JsonSlice name, JsonSlice value) => fields.Add(new Field(null, name, value));

    /// <summary>Whether the request has a value other than <c>null</c> for a parameter.</summary>
    public bool Has(Parameter parameter) => Find(parameter) is { Value.IsNull: false };

    /// <summary>The value of a parameter, without taking it.</summary>
    public JsonSlice Peek(Parameter parameter) => Find(parameter)?.Value ?? default;

    /// <summary>Takes a parameter: the writer says it. False when the request has none, or <c>null</c>.</summary>
    public bool TryTake(Parameter parameter, out JsonSlice value)
    {
        var field = Find(parameter);
        value = field?.Value ?? default;
        if (field is null || value.IsNull)
        {
            return false;
        }

        field.IsTaken = true;
        return true;
    }

    /// <summary>Takes a parameter that is said from a typed member of the conversation, whatever fields it was put together from.</summary>
    public void Take(Parameter parameter)
    {
        foreach (var field in fields)
        {
            field.IsTaken |= field.Parameter == parameter;
        }
    }

    /// <summary>Takes a field that has no parameter's meaning, by its name.</summary>
    public bool TryTakeRest(ReadOnlySpan<byte> name, out JsonSlice value)
    {
        foreach (var field in fields)
        {
            if (field.Parameter is null && field.Name.Is(name))
            {
                field.IsTaken = true;
                value = field.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Takes all fields that have no parameter's meaning, in the request's order: what the writer of the same dialect does.</summary>
    public IEnumerable<JsonMember> TakeRest()
    {
        foreach (var field in fields)
        {
            if (field.Parameter is null && !field.IsTaken)
            {
                field.IsTaken = true;
                yield return new JsonMember(field.Name, field.Value);
            }
        }
    }

    /// <summary>Says that a field has a part that only its own dialect knows: it is lost unless that dialect's writer takes such parts.</summary>
    /// <param name="parameter">The field.</param>
    /// <param name="part">What it is, in words.</param>
    public void AddOwnPart(Parameter parameter, string part) => Add(ownParts, parameter, part);

    /// <summary>Takes the parts that only the request's own dialect knows.</summary>
    public void TakeOwnParts() => ownParts.Clear();

    /// <summary>Takes a parameter away: it is lost whatever the writer can say, because the model lacks the feature.</summary>
    public void Withhold(Parameter parameter)
    {
        if (Find(parameter) is { } field && !Defaults.IsDefault(field.Name, field.Value))
        {
            fields.Remove(field);
            parts.Add(new Loss(field.Text, field.Part));
        }
    }

    /// <summary>Says that a part of a field is lost. The same part is named once.</summary>
    /// <param name="parameter">The field.</param>
    /// <param name="part">What is lost, in words that end a sentence such as <i>messages: …</i></param>
    public void Lose(Parameter parameter, string part) => Add(parts, parameter, part);

    private void Add(List<Loss> losses, Parameter parameter, string part)
    {
        var loss = new Loss(Find(parameter)?.Text ?? parameter.ToString(), part);
        if (!losses.Contains(loss))
        {
            losses.Add(loss);
        }
    }

    // Of two names for the same, the one that has a value counts.
    private Field? Find(Parameter parameter)
    {
        Field? found = null;
        foreach (var field in fields)
        {
            if (field.Parameter == parameter && (found is null || found.Value.IsNull))
            {
                found = field;
            }
        }

        return found;
    }

    // Where no tools are offered, it says nothing to say that none may be called.
    private bool IsIdleChoice(Field field) =>
        field.Parameter == Parameter.ToolChoice && Defaults.IsNone(field.Value) && (Find(Parameter.Tools) is not { } tools || Defaults.IsDefault(tools.Name, tools.Value));

    private sealed class Field(Parameter? parameter, JsonSlice name, JsonSlice value)
    {
        public Parameter? Parameter { get; } = parameter;

        public JsonSlice Name { get; } = name;

        public JsonSlice Value { get; } = value;

        public string Text => Name.AsString()!;

        public string? Part { get; init; }

        public bool IsTaken { get; set; }
    }
}
