using System.Globalization;
using System.Text.Json;

namespace RiskEngine.Gemini;

/// <summary>Reads order objects leniently: only the id has to be there, and a field that cannot be read is not told.</summary>
/// <remarks>
/// Seen in official samples and users' logs: ids as numbers and as strings, as <c>order_id</c>, <c>orderId</c> or
/// <c>id</c>; answers without <c>is_live</c>; prediction orders with a <c>status</c>; a client id that is a number.
/// </remarks>
internal static class OrderReading
{
    /// <summary>The year 9999 in milliseconds, the largest number that is a time.</summary>
    private static readonly long LatestMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static readonly JsonDocumentOptions WithDuplicates = new() { AllowDuplicateProperties = true };

    /// <summary>A body as one value. A field that occurs twice makes its own object unreadable, and no other.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    internal static JsonElement Parse(ReadOnlySpan<byte> json) => JsonElement.Parse(json, WithDuplicates);

    /// <summary>The objects of an answer that is one, or an array of them.</summary>
    internal static IEnumerable<JsonElement> EntriesOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : [root];

    /// <summary>Null: it names no order that can be read.</summary>
    internal static OrderReport? Read(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
            return null;
        try
        {
            var fields = new Fields();
            foreach (var property in entry.EnumerateObject())
                if (!fields.Take(property))
                    return null;
            return fields.ToReport();
        }
        catch (InvalidOperationException)
        {
            // A name with half a surrogate pair is valid JSON, and no text.
            return null;
        }
    }

    /// <summary>Whether an object says whether something is live, as orders do.</summary>
    internal static bool HasState(JsonElement entry)
    {
        try
        {
            return entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("is_live"u8, out _);
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static OrderId? IdOf(JsonElement? field) =>
        field switch
        {
            { ValueKind: JsonValueKind.Number } number when number.TryGetUInt64(out var id) => new OrderId(id),
            { ValueKind: JsonValueKind.String }
                when ulong.TryParse(TextOf(field), NumberStyles.None, CultureInfo.InvariantCulture, out var id) =>
                new OrderId(id),
            _ => null,
        };

    private static string? TextOf(JsonElement? field)
    {
        try
        {
            return field switch
            {
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, as above.
            return null;
        }
    }

    private static decimal? AmountOf(JsonElement? field) =>
        decimal.TryParse(TextOf(field), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;

    private static bool? FlagOf(JsonElement? field) =>
        field switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            _ => null,
        };

    private static DateTimeOffset? TimeOf(JsonElement? field, Func<long, DateTimeOffset> read) =>
        long.TryParse(TextOf(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= LatestMilliseconds
            ? read(number)
            : null;

    /// <summary>The fields that the engine reads, each at most once.</summary>
    private sealed class Fields
    {
        private readonly Dictionary<string, JsonElement> _read = [];

        /// <summary>False: the field is one that decides, and it is there twice.</summary>
        internal bool Take(JsonProperty property)
        {
            switch (property.Name)
            {
                case "order_id"
                or "orderId"
                or "id"
                or "client_order_id"
                or "is_live"
                or "is_cancelled"
                or "status"
                or "original_amount"
                or "executed_amount"
                or "remaining_amount":
                    return _read.TryAdd(property.Name, property.Value);
                case "symbol"
                or "side"
                or "price"
                or "timestamp"
                or "timestampms"
                or "remainingQuantity"
                or "createdAt":
                    // It decides nothing: of two that differ neither is told.
                    if (!_read.TryAdd(property.Name, property.Value))
                        _read[property.Name] = default;
                    return true;
                default:
                    return true;
            }
        }

        internal OrderReport? ToReport() =>
            (IdOf(Of("order_id")) ?? IdOf(Of("orderId")) ?? IdOf(Of("id"))) is { } id
                ? new OrderReport(id, Standing())
                {
                    ClientId = TextOf(Of("client_order_id")) is { } name ? new ClientOrderId(name) : null,
                    Executed = AmountOf(Of("executed_amount")),
                    Terms = Terms(),
                }
                : null;

        private OrderTerms Terms() =>
            new()
            {
                Symbol = TextOf(Of("symbol")),
                Side = TextOf(Of("side"))?.ToUpperInvariant() switch
                {
                    "BUY" => OrderSide.Buy,
                    "SELL" => OrderSide.Sell,
                    _ => null,
                },
                Price = AmountOf(Of("price")),
                Remaining = AmountOf(Of("remaining_amount")) ?? AmountOf(Of("remainingQuantity")),
                PlacedAt =
                    TimeOf(Of("timestampms"), DateTimeOffset.FromUnixTimeMilliseconds)
                    ?? TimeOf(Of("timestamp"), Saturating.FromUnixSeconds)
                    ?? WrittenTime(Of("createdAt")),
            };

        /// <summary>Prediction orders say it as ISO 8601.</summary>
        private static DateTimeOffset? WrittenTime(JsonElement? field) =>
            field is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var time) ? time : null;

        private OrderStanding Standing() =>
            (FlagOf(Of("is_live")), FlagOf(Of("is_cancelled"))) switch
            {
                (true, _) => OrderStanding.Live,
                (_, true) => OrderStanding.Canceled,
                (false, _) => IsFilled() ? OrderStanding.Filled : OrderStanding.Closed,
                _ => StandingBy(TextOf(Of("status"))),
            };

        private bool IsFilled() =>
            AmountOf(Of("executed_amount")) is > 0 and var executed
            && (executed == AmountOf(Of("original_amount")) || AmountOf(Of("remaining_amount")) == 0);

        // Of the words for an order without flags only those count that say the same everywhere.
        private static OrderStanding StandingBy(string? status) =>
            status?.ToUpperInvariant() switch
            {
                "OPEN" => OrderStanding.Live,
                "FILLED" => OrderStanding.Filled,
                "CANCELLED" or "CANCELED" => OrderStanding.Canceled,
                _ => OrderStanding.Unknown,
            };

        private JsonElement? Of(string name) => _read.TryGetValue(name, out var field) ? field : null;
    }
}
