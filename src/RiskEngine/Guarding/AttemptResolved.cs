using Akka.Actor;

namespace RiskEngine;

/// <summary>From sender to guardian: what came of a request, by its number.</summary>
internal sealed record AttemptResolved(AttemptId Attempt, ExchangeAnswer Answer) : INoSerializationVerificationNeeded;
