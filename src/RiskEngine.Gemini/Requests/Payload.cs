using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace RiskEngine.Gemini;

/// <summary>Writes a request's payload: <c>request</c>, <c>nonce</c>, <c>account</c>, then the request's own fields.</summary>
/// <remarks>Buffer and writer are the thread's own: nothing is allocated a request, and no request waits for another's.</remarks>
internal static class Payload
{
    /// <summary>The longest page of the order history. Its shape and paging are not published; 500 is what public clients ask for.</summary>
    private const int MostHistoryOrders = 500;

    /// <summary>The field that names an order.</summary>
    internal const string OrderName = "client_order_id";

    // The longest signed 64-bit number, a point, and the most decimals.
    private const int LongestNonce = 20 + 1 + Nonce.MostDecimals;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    /// <summary>The payload's bytes, valid until this thread writes the next.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="nonce">Null: none is written, as with a bearer token.</param>
    /// <param name="form">How the nonce is written.</param>
    /// <param name="account">Written unless it is the key's own.</param>
    internal static ReadOnlySpan<byte> Write(ExchangeRequest request, Nonce? nonce, NonceJson form, AccountName account)
    {
        var bytes = _bytes ??= new ArrayBufferWriter<byte>(512);
        var json = _json ??= new Utf8JsonWriter(bytes);
        bytes.ResetWrittenCount();
        json.Reset(bytes);

        json.WriteStartObject();
        json.WriteString("request"u8, Endpoints.PathOf(request));
        if (nonce is { } given)
            WriteNonce(json, given.Value, form);
        if (account != AccountName.OfTheKey)
            json.WriteString("account"u8, account.Value);
        WriteFields(json, request);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan;
    }

    private static void WriteNonce(Utf8JsonWriter json, decimal nonce, NonceJson form)
    {
        if (form == NonceJson.Number)
        {
            json.WriteNumber("nonce"u8, nonce);
            return;
        }

        Span<byte> digits = stackalloc byte[LongestNonce];
        nonce.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        json.WriteString("nonce"u8, digits[..length]);
    }

    /// <summary>Gemini's ids are 64-bit numbers. One that is none, it is left to Gemini to refuse.</summary>
    private static void WriteOrderId(Utf8JsonWriter json, OrderId order)
    {
        if (ulong.TryParse(order.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            json.WriteNumber("order_id"u8, number);
        else
            json.WriteString("order_id"u8, order.Value);
    }

    private static void WriteFields(Utf8JsonWriter json, ExchangeRequest request)
    {
        switch (request)
        {
            case ExchangeRequest.CancelOrder cancel:
                WriteOrderId(json, cancel.Order);
                break;
            case ExchangeRequest.ReadOrderStatus status:
                WriteOrderId(json, status.Order);
                break;
            case ExchangeRequest.ReadOrdersByName named:
                json.WriteString(OrderName, named.Name.Value);
                break;
            case ExchangeRequest.ReadOrderHistory history:
                json.WriteNumber("timestamp"u8, history.Since.ToUnixTimeMilliseconds());
                json.WriteNumber("limit_orders"u8, MostHistoryOrders);
                break;
            case ExchangeRequest.SendPrivate own:
                foreach (var field in own.Fields.Fields)
                    WriteField(json, field);
                break;
            // What they ask is in the path.
            case ExchangeRequest.CancelSessionOrders
            or ExchangeRequest.CancelAccountOrders
            or ExchangeRequest.ReadOpenOrders
            or ExchangeRequest.ReadRoles
            or ExchangeRequest.ReadAccount
            or ExchangeRequest.SendHeartbeat:
                break;
            default:
                throw ClosedUnion.Unhandled(request);
        }
    }

    private static void WriteField(Utf8JsonWriter json, RequestField field)
    {
        switch (field)
        {
            case RequestField.Text text:
                json.WriteString(text.Name, text.Value);
                break;
            case RequestField.Number number:
                json.WriteNumber(number.Name, number.Value);
                break;
            case RequestField.Flag flag:
                json.WriteBoolean(flag.Name, flag.Value);
                break;
            case RequestField.Texts texts:
                json.WriteStartArray(texts.Name);
                foreach (var value in texts.Values)
                    json.WriteStringValue(value);
                json.WriteEndArray();
                break;
            default:
                throw ClosedUnion.Unhandled(field);
        }
    }
}
