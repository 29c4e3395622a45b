namespace RiskEngine.Core;

/// <summary>What a kill-switch log says when it is read: one of the nested records.</summary>
public abstract record KillSwitchReading
{
    private KillSwitchReading() { }

    /// <summary>How the kill switch stands by this reading; what cannot be read is engaged.</summary>
    public abstract KillSwitchState State(ResetApprovals approvals);

    /// <summary>Every record that was ever kept.</summary>
    /// <param name="History">The records.</param>
    public sealed record Complete(KillSwitchHistory History) : KillSwitchReading
    {
        /// <inheritdoc/>
        public override KillSwitchState State(ResetApprovals approvals) => History.State(approvals);
    }

    /// <summary>The log cannot be read as a whole, so nothing of it is given.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : KillSwitchReading
    {
        /// <inheritdoc/>
        public override KillSwitchState State(ResetApprovals approvals) =>
            new KillSwitchState.Unreadable(
                Failure.Fault switch
                {
                    StoreFault.Corrupt => KillSwitchUnreadableReason.Corrupt,
                    StoreFault.Replaced => KillSwitchUnreadableReason.Replaced,
                    StoreFault.NewerFormat => KillSwitchUnreadableReason.NewerFormat,
                    StoreFault.Locked => KillSwitchUnreadableReason.Locked,
                    StoreFault.ReadOnly or StoreFault.Full or StoreFault.Unavailable or StoreFault.Interrupted =>
                        KillSwitchUnreadableReason.Unavailable,
                }
            );
    }
}
