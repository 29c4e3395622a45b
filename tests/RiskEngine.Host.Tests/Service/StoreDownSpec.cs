using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Service;

public sealed class StoreDownSpec
{
    [Fact]
    public async Task Engaging_and_canceling_must_go_on_when_the_store_breaks_while_the_service_runs()
    {
        await using var host = new BreakingHost();
        await host.InitializeAsync();
        host.PlaceOrder("maker-2");
        host.Break();

        var canceled = await host.PostAsync("/api/sessions/maker-1/cancel", new { reason = "a test" });
        var engaged = await host.PostAsync("/api/kill-switch/engage", new { scope = "everything", reason = "a test" });
        using var client = host.Client();
        using var audit = await client.GetAsync("/api/audit");

        canceled.GetProperty("outcome").GetString().ShouldBe("canceled");
        engaged.GetProperty("outcome").GetString().ShouldBe("completed");
        engaged.GetProperty("durability").GetString().ShouldBe("ThisProcess");
        host.Plan.Simulator!.World.OpenOrders.ShouldBeEmpty();
        audit.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await audit.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("type")
            .GetString()
            .ShouldBe("urn:risk-engine:problem:store-failed");
    }

    private sealed class BreakingHost : RunningHost, IAsyncDisposable
    {
        private readonly TemporaryFolder _folder = new();

        protected override string Hocon =>
            $$"""
                risk-engine {
                  store { kind = sqlite, path = "{{_folder.Store}}" }
                  kill-switch.store-patience = 200ms
                }
                """;

        /// <summary>The file's contents are gone, as a failing disk leaves them.</summary>
        internal void Break()
        {
            foreach (var file in Directory.EnumerateFiles(_folder.Path).ToList())
            {
                File.Delete(file);
                Directory.CreateDirectory(file);
            }
        }

        async ValueTask IAsyncDisposable.DisposeAsync()
        {
            await DisposeAsync();
            _folder.Dispose();
        }
    }
}
