using System.Text;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator;

/// <summary>What a caller gets.</summary>
/// <param name="Answer">What the exchange says; null when the request never reached it.</param>
/// <param name="Delivery">What becomes of it on the way.</param>
/// <param name="Latency">How long after this decision it leaves.</param>
/// <param name="Date">The exchange's clock for the Date header, wrong if a fault says so; null for no header.</param>
public sealed record Reply(Answer? Answer, Delivery Delivery, TimeSpan Latency, DateTimeOffset? Date)
{
    /// <summary>How the body is compressed, whether the caller can read it or not.</summary>
    public ContentCoding Coding { get; init; }

    /// <summary>The value of the Content-Encoding header; null for none.</summary>
    public string? ContentEncoding => ContentCodings.Name(Coding);

    /// <summary>The body as it goes over the wire; empty when there is no answer.</summary>
    public byte[] BodyBytes() => ContentCodings.Compress(Encoding.UTF8.GetBytes(Answer?.Body ?? ""), Coding);
}
