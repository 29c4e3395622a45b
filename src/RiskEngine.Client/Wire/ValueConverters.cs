using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskEngine.Client;

/// <summary>A value that is one text.</summary>
internal sealed class TextConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    where T : class
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        read(reader.GetString() ?? throw new JsonException("A text was to come."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(write(value));
}

/// <summary>A value that has a name.</summary>
/// <param name="name">What each is called.</param>
/// <param name="unknown">What a newer node's name that is not known here counts as: the value that proves least. Null: the message is not understood.</param>
internal sealed class EnumConverter<T>(Func<T, string> name, T? unknown = null) : JsonConverter<T>
    where T : struct, Enum
{
    private readonly Names<T> _names = new(name);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? _names.Read(reader.GetString()!) ?? unknown ?? throw new JsonException("A name that nobody knows.")
            : throw new JsonException("A name was to come.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(name(value));
}

/// <summary>A value that is one number.</summary>
internal sealed class NumberConverter<T>(Func<long, T> read, Func<T, long> write) : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        read(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(write(value));
}

/// <summary>A nonce: a number with the decimals that it has.</summary>
internal sealed class NonceConverter : JsonConverter<Nonce>
{
    public override Nonce Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetDecimal());

    public override void Write(Utf8JsonWriter writer, Nonce value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}

/// <summary>Permissions: their names in one text, with blanks between.</summary>
internal sealed class PermissionsConverter : JsonConverter<KeyPermissions>
{
    public override KeyPermissions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EnumNames.PermissionsOf((reader.GetString() ?? throw new JsonException("A text was to come.")).Split(' '));

    public override void Write(Utf8JsonWriter writer, KeyPermissions value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Join(' ', EnumNames.NamesOf(value)));
}

/// <summary>An order's id: a text. Builds before wrote Gemini's number, with its 64th bit as a sign.</summary>
internal sealed class OrderIdConverter : JsonConverter<OrderId>
{
    public override OrderId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetInt64(out var signed) => new OrderId(unchecked((ulong)signed)),
            JsonTokenType.Number when reader.TryGetUInt64(out var number) => new OrderId(number),
            JsonTokenType.String => new OrderId(reader.GetString()!),
            _ => throw new JsonException("An order's id was to come."),
        };

    public override void Write(Utf8JsonWriter writer, OrderId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

/// <summary>A message that says nothing but its name.</summary>
internal sealed class InstanceConverter<T>(T instance) : JsonConverter<T>
    where T : class
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return instance;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }
}
