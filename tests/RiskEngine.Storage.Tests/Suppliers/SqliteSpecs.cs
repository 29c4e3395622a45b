#pragma warning disable CA1001 // The stores are closed by xunit's own asynchronous end of a test.
namespace RiskEngine.Storage.Tests.Suppliers;

public sealed class SqliteKillSwitchLogSpec : KillSwitchLogContract
{
    private readonly TemporaryStore _store = new();

    private protected override IKillSwitchLog Log => _store.Store.KillSwitchLog;

    public override Task DisposeAsync() => _store.DisposeAsync().AsTask();
}

public sealed class SqliteAuditTrailSpec : AuditTrailContract
{
    private readonly TemporaryStore _store = new();

    private protected override IAuditTrail Trail => _store.Store.AuditTrail;

    public override Task DisposeAsync() => _store.DisposeAsync().AsTask();
}

public sealed class SqliteNonceMarksSpec : NonceMarksContract
{
    private readonly TemporaryStore _store = new();

    private protected override INonceMarks Marks => _store.Store.NonceMarks;

    public override Task DisposeAsync() => _store.DisposeAsync().AsTask();
}

public sealed class SqliteOrderLedgersSpec : OrderLedgersContract
{
    private readonly TemporaryStore _store = new();

    private protected override IOrderLedgers Ledgers => _store.Store.OrderLedgers;

    public override Task DisposeAsync() => _store.DisposeAsync().AsTask();
}
