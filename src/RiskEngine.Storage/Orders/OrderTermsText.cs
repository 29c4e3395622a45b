using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RiskEngine.Storage;

/// <summary>What is known of an order as one line of JSON: these names are for ever. A member that nobody told is left out.</summary>
internal static class OrderTermsText
{
    private const string EnteredBy = "entered-by";
    private const string Symbol = "symbol";
    private const string Side = "side";
    private const string Price = "price";
    private const string Remaining = "remaining";
    private const string PlacedAt = "placed-at";

    private static readonly Names<OrderSide> Sides = new(EnumNames.Name);

    /// <summary>The text; null: nothing is known.</summary>
    internal static string? Of(OrderTerms terms)
    {
        if (terms == OrderTerms.None)
            return null;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            Write(EnteredBy, terms.EnteredBy?.Path);
            Write(Symbol, terms.Symbol);
            Write(Side, terms.Side?.Name());
            Write(Price, terms.Price?.ToString(CultureInfo.InvariantCulture));
            Write(Remaining, terms.Remaining?.ToString(CultureInfo.InvariantCulture));
            Write(PlacedAt, terms.PlacedAt?.ToString("O", CultureInfo.InvariantCulture));
            json.WriteEndObject();

            void Write(string name, string? value)
            {
                if (value is not null)
                    json.WriteString(name, value);
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>What the text says.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    internal static OrderTerms Read(string? text)
    {
        if (text is null)
            return OrderTerms.None;
        try
        {
            var json = JsonElement.Parse(text);
            return new OrderTerms
            {
                EnteredBy = Told(EnteredBy) is { } path ? new PrivateEndpoint(path) : null,
                Symbol = Told(Symbol),
                Side = Told(Side) is { } side ? Sides.Read(side) ?? throw new FormatException("No side.") : null,
                Price = Number(Price),
                Remaining = Number(Remaining),
                PlacedAt = Told(PlacedAt) is { } time
                    ? DateTimeOffset.ParseExact(time, "O", CultureInfo.InvariantCulture)
                    : null,
            };

            string? Told(string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

            decimal? Number(string name) =>
                Told(name) is { } number ? decimal.Parse(number, CultureInfo.InvariantCulture) : null;
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw new FormatException("The terms of an order cannot be read.", unreadable);
        }
    }
}
