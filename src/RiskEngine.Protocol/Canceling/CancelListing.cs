namespace RiskEngine.Protocol;

/// <summary>Whether a list of canceled orders names them all.</summary>
public enum CancelListing
{
    /// <summary>Every request that may have canceled orders has answered with its list.</summary>
    Complete,

    /// <summary>
    /// A request's answer was lost, or named no orders at all: what it canceled is off the book, but not in the list. Those
    /// of its orders that the guardian knew are accounted for beside the list.
    /// </summary>
    Incomplete,
}
