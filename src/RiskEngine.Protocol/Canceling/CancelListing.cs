namespace RiskEngine.Protocol;

/// <summary>Whether a list of canceled orders names them all.</summary>
public enum CancelListing
{
    /// <summary>Every request that may have canceled orders has answered with its list.</summary>
    Complete,

    /// <summary>
    /// An earlier request's answer was lost: what it canceled is off the book, but not in the list. Those of its orders
    /// that the guardian knew are named as gone beside the list.
    /// </summary>
    Incomplete,
}
