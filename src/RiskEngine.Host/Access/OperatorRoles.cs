namespace RiskEngine.Host.Access;

/// <summary>What an operator may do. The roles are independent: an engager who is no viewer can stop, and see nothing.</summary>
[Flags]
internal enum OperatorRoles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>May look at sessions, kill switch, events, audit trail and metrics.</summary>
    Viewer = 1,

    /// <summary>May cancel a session.</summary>
    Canceler = 2,

    /// <summary>May engage the kill switch.</summary>
    Engager = 4,

    /// <summary>May reset the kill switch.</summary>
    Resetter = 8,

    /// <summary>Everything.</summary>
    All = Viewer | Canceler | Engager | Resetter,
}
