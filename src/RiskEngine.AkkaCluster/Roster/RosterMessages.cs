namespace RiskEngine.AkkaCluster;

/// <summary>From node to node: what a node said of itself last.</summary>
internal sealed record RosterWord(NodeName Node, RosterEntry Entry);

/// <summary>From a node that comes up to the others: what have you heard of this name?</summary>
internal sealed record RosterQuestion(NodeName Node);

/// <summary>The answer of a node that has heard nothing.</summary>
internal sealed record RosterUnheard(NodeName Node);
