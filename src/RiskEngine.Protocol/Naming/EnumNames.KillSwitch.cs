namespace RiskEngine.Protocol;

/// <content>What the kill switch says.</content>
public static partial class EnumNames
{
    /// <summary>What the value is called.</summary>
    public static string Name(this KillSwitchEngageDeniedReason value) =>
        value switch
        {
            KillSwitchEngageDeniedReason.NothingInScope => "NothingInScope",
            KillSwitchEngageDeniedReason.DeadlineTooLong => "DeadlineTooLong",
            KillSwitchEngageDeniedReason.ResetSince => "ResetSince",
            KillSwitchEngageDeniedReason.EngineStopping => "EngineStopping",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this MissingSessionReason value) =>
        value switch
        {
            MissingSessionReason.NoAcknowledgment => "NoAcknowledgment",
            MissingSessionReason.NotProven => "NotProven",
            MissingSessionReason.NodeUnreachable => "NodeUnreachable",
            MissingSessionReason.NoGuardian => "NoGuardian",
            MissingSessionReason.Reset => "Reset",
            MissingSessionReason.TooManyEngagements => "TooManyEngagements",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this KillSwitchBreadth value) =>
        value switch
        {
            KillSwitchBreadth.Strategy => "Strategy",
            KillSwitchBreadth.Session => "Session",
            KillSwitchBreadth.Account => "Account",
            KillSwitchBreadth.Exchange => "Exchange",
            KillSwitchBreadth.Everything => "Everything",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this KillSwitchResetDeniedReason value) =>
        value switch
        {
            KillSwitchResetDeniedReason.NotEngaged => "NotEngaged",
            KillSwitchResetDeniedReason.UnknownEngagement => "UnknownEngagement",
            KillSwitchResetDeniedReason.NoneNamed => "NoneNamed",
            KillSwitchResetDeniedReason.SamePerson => "SamePerson",
            KillSwitchResetDeniedReason.RecordUnreadable => "RecordUnreadable",
            KillSwitchResetDeniedReason.NotStored => "NotStored",
            KillSwitchResetDeniedReason.TooManyWaiting => "TooManyWaiting",
            KillSwitchResetDeniedReason.EngineStopping => "EngineStopping",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this KillSwitchDurability value) =>
        value switch
        {
            KillSwitchDurability.ThisProcess => "ThisProcess",
            KillSwitchDurability.ThisNode => "ThisNode",
            KillSwitchDurability.SharedStore => "SharedStore",
            KillSwitchDurability.Majority => "Majority",
            KillSwitchDurability.EveryNode => "EveryNode",
        };

    /// <summary>What the value is called.</summary>
    public static string Name(this KillSwitchUnreadableReason value) =>
        value switch
        {
            KillSwitchUnreadableReason.NotReadYet => "NotReadYet",
            KillSwitchUnreadableReason.Corrupt => "Corrupt",
            KillSwitchUnreadableReason.NewerFormat => "NewerFormat",
            KillSwitchUnreadableReason.Locked => "Locked",
            KillSwitchUnreadableReason.Replaced => "Replaced",
            KillSwitchUnreadableReason.Unavailable => "Unavailable",
        };
}
