using Akka.Actor;

namespace RiskEngine;

/// <summary>From sender to guardian: what came of a request.</summary>
internal sealed record AttemptResolved(OutboundRequest Request, ExchangeAnswer Answer)
    : INoSerializationVerificationNeeded;
