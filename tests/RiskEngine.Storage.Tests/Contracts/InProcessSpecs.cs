namespace RiskEngine.Storage.Tests.Contracts;

public sealed class InProcessKillSwitchLogSpec : KillSwitchLogContract
{
    private protected override IKillSwitchLog Log { get; } = new InProcessKillSwitchLog();

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class InProcessAuditTrailSpec : AuditTrailContract
{
    private protected override IAuditTrail Trail { get; } = new InProcessAuditTrail();

    public override Task DisposeAsync() => Task.CompletedTask;
}
