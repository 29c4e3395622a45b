using System.Globalization;
using RiskEngine.Simulator.Book;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>How numbers, sides and times are written in answers.</summary>
internal static class WireText
{
    public static string Of(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(Side side) => side == Side.Buy ? "buy" : "sell";

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);
}
