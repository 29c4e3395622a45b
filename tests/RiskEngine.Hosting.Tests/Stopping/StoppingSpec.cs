using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Hosting;
using RiskEngine.Hosting.Tests.Support;
using RiskEngine.Storage;

namespace RiskEngine.Hosting.Tests.Stopping;

public sealed class StoppingSpec : IDisposable
{
    private const string Stopped = "\"kind\":\"stop\"";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Host_must_cancel_deny_write_the_trail_and_close_the_store_when_it_stops()
    {
        IHost? running = null;
        Task<PrivateRequestOutcome>? late = null;
        var exchange = new ScriptedExchange(request =>
        {
            if (request is ExchangeRequest.CancelSessionOrders)
                late = running!.Router().Ask<PrivateRequestOutcome>(Hosts.Order("late"), Hosts.Patience);
            return null;
        });
        using var host = running = Hosts.Build(exchange, Stored("risk-engine.session-defaults.cancel-on-stop = on"));
        await host.StartAsync();
        (await FromOutsideAsync()).ShouldBeOfType<KillSwitchReading.Failed>().Failure.Fault.ShouldBe(StoreFault.Locked);

        await host.StopAsync();

        exchange.Sent.ShouldHaveSingleItem().ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
        (await late!).ShouldBeOfType<PrivateRequestDenied>().Reason.ShouldBe(PrivateRequestDeniedReason.EngineStopping);
        host.System().WhenTerminated.IsCompleted.ShouldBeTrue();
        (await FromOutsideAsync()).ShouldBeOfType<KillSwitchReading.Complete>();
        (await LastRowAsync()).ShouldContain(Stopped);
    }

    [Fact]
    public async Task Store_must_be_closed_when_something_else_fails_the_start()
    {
        using var host = Hosts.Build(
            new ScriptedExchange(),
            Stored(),
            builder => builder.WithActors((_, _) => throw new InvalidOperationException("not this one"))
        );

        await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync());

        (await FromOutsideAsync()).ShouldBeOfType<KillSwitchReading.Complete>();
        (await LastRowAsync()).ShouldContain(Stopped);
    }

    [Fact]
    public async Task Store_must_be_closed_when_the_system_ends_without_its_coordinated_shutdown()
    {
        using var host = Hosts.Build(
            new ScriptedExchange(),
            Stored("akka.coordinated-shutdown.run-by-actor-system-terminate = off")
        );
        await host.StartAsync();

        await host.System().Terminate();

        await Hosts.UntilAsync(async () => await FromOutsideAsync() is KillSwitchReading.Complete);
        await host.StopAsync();
    }

    [Fact]
    public async Task Engine_must_stop_in_order_when_a_container_is_disposed_of_that_nobody_stopped()
    {
        var exchange = new ScriptedExchange();
        var host = Hosts.Build(exchange, Stored("risk-engine.session-defaults.cancel-on-stop = on"));
        await host.StartAsync();
        var engine = HostedRiskEngine.Of(host.System());

        await engine.DisposeAsync();

        exchange.Sent.ShouldHaveSingleItem().ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
        (await LastRowAsync()).ShouldContain(Stopped);
        host.Dispose();
    }

    [Fact]
    public async Task Process_must_end_with_the_reasons_code_when_the_system_ends_by_itself()
    {
        using var host = Hosts.Build(new ScriptedExchange());
        await host.StartAsync();
        try
        {
            await CoordinatedShutdown.Get(host.System()).Run(CoordinatedShutdown.ClusterDowningReason.Instance);
            await host.WaitForShutdownAsync();

            Environment.ExitCode.ShouldBe(CoordinatedShutdown.ClusterDowningReason.Instance.ExitCode);
        }
        finally
        {
            Environment.ExitCode = 0;
        }
    }

    private string Stored(string more = "") =>
        $$"""
            risk-engine.store { kind = sqlite, path = "{{_folder.Store}}" }
            {{more}}
            """;

    /// <summary>What another engine would read: one at a time has the file.</summary>
    private async Task<KillSwitchReading> FromOutsideAsync()
    {
        await using var store = Open();
        return await store.KillSwitchLog.ReadAsync();
    }

    private async Task<string> LastRowAsync()
    {
        await using var store = Open();
        var reading = await store.AuditTrail.ReadAfterAsync(0, 1000);
        return reading.ShouldBeOfType<AuditReading.Page>().Rows[^1].Json;
    }

    private SqliteStore Open() => new(new SqliteStoreOptions(_folder.Store) { IsOneEngines = true });
}
