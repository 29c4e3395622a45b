using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator;

/// <summary>What a caller gets.</summary>
/// <param name="Answer">What the exchange says; null when the request never reached it.</param>
/// <param name="Delivery">What becomes of it on the way.</param>
/// <param name="Latency">How long after this decision it leaves.</param>
/// <param name="Date">The exchange's clock for the Date header, wrong if a fault says so.</param>
public sealed record Reply(Answer? Answer, Delivery Delivery, TimeSpan Latency, DateTimeOffset Date);
