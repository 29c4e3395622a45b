namespace RiskEngine.Simulator.Faults;

/// <summary>
/// One thing that a rule of a fault plan does to a request: adds itself to what other rules did. Times add up, of two
/// mishaps the first stands, of two delays of the same kind on the book the longer.
/// </summary>
/// <param name="decision">What other rules did.</param>
/// <param name="random">Draws what the plan leaves open.</param>
internal delegate FaultDecision Effect(FaultDecision decision, Random random);
