#pragma warning disable CA1001 // The stores are closed by xunit's own asynchronous end of a test.
namespace RiskEngine.Storage.Tests.Contracts;

public sealed class SqliteKillSwitchLogSpec : KillSwitchLogContract
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;

    public SqliteKillSwitchLogSpec() => _store = new SqliteStore(new SqliteStoreOptions(_folder.Store));

    private protected override IKillSwitchLog Log => _store.KillSwitchLog;

    public override async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}

public sealed class SqliteAuditTrailSpec : AuditTrailContract
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;

    public SqliteAuditTrailSpec() => _store = new SqliteStore(new SqliteStoreOptions(_folder.Store));

    private protected override IAuditTrail Trail => _store.AuditTrail;

    public override async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}
