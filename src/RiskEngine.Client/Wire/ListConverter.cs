using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RiskEngine.Client;

/// <summary>A list; how many of its items are left out stands in the member after it, as <see cref="CutLists"/> writes it.</summary>
internal sealed class ListConverter<T> : JsonConverter<ValueList<T>>
{
    public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A list was to come.");
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(
                (T?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(T)))
                    ?? throw new JsonException("An item of a list is missing.")
            );
        return items.ToValueList().WithOmitted(CutLists.OmittedAfter(reader));
    }

    public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
            JsonSerializer.Serialize(writer, item, options.GetTypeInfo(typeof(T)));
        writer.WriteEndArray();
    }
}

/// <summary>
/// How many items of a list are left out: a member that follows the list's own, <c>canceledOmitted</c> after <c>canceled</c>. A
/// list that is whole has none, so it is written as ever, and a build that does not know the member reads the items.
/// </summary>
internal static class CutLists
{
    private const string Suffix = "Omitted";
    private const string OmittedCharacters = "omittedCharacters";

    /// <summary>Adds the member after each list, and after each state of the kill switch, which is written as a list.</summary>
    internal static void Count(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        if (type.Type == typeof(PrivateRequestAnswered))
            type.Properties.Single(x => x.Name == OmittedCharacters).ShouldSerialize = (_, value) => value is > 0;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (IsCounted(type.Properties[i]) && type.Properties[i].Get is { } list)
                type.Properties.Insert(i + 1, Omitted(type, type.Properties[i].Name, list));
    }

    /// <summary>Writes the member by hand; nothing where the list is whole.</summary>
    internal static void Write(Utf8JsonWriter writer, string list, object value)
    {
        if (OmittedIn(value) is > 0 and var omitted)
            writer.WriteNumber(list + Suffix, omitted);
    }

    /// <summary>Reads the member by hand.</summary>
    internal static int Read(JsonElement json, string list) =>
        json.TryGetProperty(list + Suffix, out var omitted) ? Checked(omitted.GetInt32()) : 0;

    /// <summary>The member that follows a list which was just read; the reader is a copy, and whoever reads on passes it over.</summary>
    internal static int OmittedAfter(Utf8JsonReader reader) =>
        reader.Read()
        && reader.TokenType == JsonTokenType.PropertyName
        && reader.GetString()!.EndsWith(Suffix, StringComparison.Ordinal)
        && reader.Read()
        && reader.TokenType == JsonTokenType.Number
            ? Checked(reader.GetInt32())
            : 0;

    private static bool IsCounted(JsonPropertyInfo property) =>
        property.PropertyType == typeof(KillSwitchState)
        || property.PropertyType is { IsGenericType: true } type
            && type.GetGenericTypeDefinition() == typeof(ValueList<>);

    private static JsonPropertyInfo Omitted(JsonTypeInfo type, string list, Func<object, object?> get)
    {
        var omitted = type.CreateJsonPropertyInfo(typeof(int), list + Suffix);
        omitted.Get = message => OmittedIn(get(message));
        omitted.ShouldSerialize = (_, value) => value is > 0;
        return omitted;
    }

    private static int OmittedIn(object? value) =>
        value switch
        {
            IPartOfList list => list.Omitted,
            KillSwitchState.Engaged engaged => engaged.Engagements.Omitted,
            _ => 0,
        };

    private static int Checked(int omitted) =>
        omitted >= 0 ? omitted : throw new JsonException("Nothing below zero is left out.");
}
