using System.Globalization;
using System.Text;
using RiskEngine.Simulator.Faults;

namespace RiskEngine.Simulator.Log;

/// <summary>Writes a record on one line, for people.</summary>
internal static class RequestLine
{
    public static string Of(RequestRecord record)
    {
        var line = new StringBuilder();
        line.Append(
            CultureInfo.InvariantCulture,
            $"{record.ArrivedAt:HH:mm:ss.fff} #{record.Number} {record.Session ?? "?"} {record.Path}"
        );
        if (record.Nonce is { } nonce)
            line.Append(CultureInfo.InvariantCulture, $" nonce {nonce}");
        line.Append(
            CultureInfo.InvariantCulture,
            $" -> {record.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer"}"
        );
        if (record.Reason is { } reason)
            line.Append(CultureInfo.InvariantCulture, $" {reason}");
        if (record.IsExecuted)
            line.Append(", executed");
        if (record.Delivered is { } delivered and not Delivery.Sent)
            line.Append(CultureInfo.InvariantCulture, $", answer {delivered.ToString().ToLowerInvariant()}");
        if (record.Suffered.Count > 0)
            line.Append(CultureInfo.InvariantCulture, $" [{string.Join(", ", record.Suffered)}]");
        return line.ToString();
    }
}
