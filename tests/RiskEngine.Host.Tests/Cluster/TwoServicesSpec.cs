using System.Net;
using System.Text;
using RiskEngine.Contracts.Postgres;
using RiskEngine.Host.Cluster;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Cluster;

/// <summary>What a person, and another node, gets from a node that does not run the session.</summary>
[NeedsPostgres]
public sealed class TwoServicesSpec(TwoServices services) : IClassFixture<TwoServices>
{
    [StoreFact]
    public async Task Sessions_must_be_shown_alike_by_every_node_with_the_node_that_runs_each()
    {
        var shown = await services.SessionsAsync(0);

        shown.Select(x => x.Alias).ShouldBe(["maker-1", "maker-2"]);
        shown.Select(x => x.Node).Order().ShouldBe(TwoServices.Names);
        shown.ShouldBe(await services.SessionsAsync(1));
    }

    [StoreFact]
    public async Task Cancel_must_work_on_every_node_and_be_in_the_trail_of_the_one_that_runs_the_session()
    {
        foreach (var (alias, holder, _) in await services.SessionsAsync(0))
            for (var node = 0; node < TwoServices.Names.Count; node++)
            {
                services.PlaceOrder(alias);

                var answer = await services.PostAsync(
                    node,
                    $"/api/sessions/{alias}/cancel",
                    new { reason = "a test", deadlineMs = 45_000 }
                );

                answer.GetProperty("outcome").GetString().ShouldBe("canceled", $"{answer}");
                answer.GetProperty("canceledOrders").GetArrayLength().ShouldBe(1);
                services.Exchange.OpenOrdersOf(alias).ShouldBeEmpty();
                var id = answer.GetProperty("commandId").GetString()!;
                var (through, at) = (TwoServices.Names[node], TwoServices.Names.ToList().IndexOf(holder!));
                await RunningHost.UntilAsync(async () =>
                    await IsInTrailAsync(at, "\"kind\":\"outcome\"", id, holder!)
                    && (
                        through == holder
                        || await IsInTrailAsync(at, $"\"through\":\"{through}\"", id, holder!, "person alice")
                    )
                );
            }
    }

    [StoreFact]
    public async Task Command_line_must_be_told_by_the_status_what_another_node_knows()
    {
        var (alias, holder, _) = (await services.SessionsAsync(0))[0];
        var other = holder == TwoServices.Names[0] ? 1 : 0;

        var session = await services.GetAsync(other, $"/api/sessions/{alias}");

        session.GetProperty("node").GetString().ShouldBe(holder);
        session.GetProperty("lastNonce").GetString().ShouldNotBeNullOrEmpty();
    }

    [StoreFact]
    public async Task Engagement_on_one_node_must_be_proven_for_the_sessions_of_all_and_reset_on_another()
    {
        services.PlaceOrder("maker-1");
        services.PlaceOrder("maker-2");

        var answer = await services.PostAsync(
            0,
            "/api/kill-switch/engage",
            new
            {
                scope = "everything",
                reason = "a test",
                deadlineMs = 45_000,
            }
        );

        answer.GetProperty("outcome").GetString().ShouldBe("completed", $"{answer}");
        answer
            .GetProperty("sessions")
            .EnumerateArray()
            .Select(x => x.GetProperty("node").GetString())
            .Order()
            .ShouldBe(TwoServices.Names);
        services.Exchange.OpenOrders.ShouldBeEmpty();
        (await services.SessionsAsync(1)).ShouldAllBe(x => x.State == "halted");

        var reset = await services.PostAsync(
            1,
            "/api/kill-switch/reset",
            new
            {
                engagements = new[] { answer.GetProperty("engagement").GetProperty("id").GetString() },
                reason = "a test",
            },
            RunningHost.Bob
        );
        reset.GetProperty("outcome").GetString().ShouldBe("reset", $"{reset}");
        await RunningHost.UntilAsync(async () => (await services.SessionsAsync(0)).All(x => x.State == "active"));
    }

    [PostgresTheory]
    [InlineData(null)]
    [InlineData("Bearer " + RunningHost.Alice)]
    [InlineData("Bearer " + TwoServices.ClusterSecret)]
    public async Task Call_between_nodes_must_be_refused_without_the_clusters_token(string? authorization)
    {
        var before = services.Exchange.RequestCount;
        using var answer = await CallAsync(authorization, "peer-for-session/1", Cancel());

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        services.Exchange.RequestCount.ShouldBe(before);
    }

    [PostgresTheory]
    [InlineData("peer-for-session/1", "not json")]
    [InlineData("peer-for-session/1", """{"from":"desk-9","name":"get-kill-switch/1","message":{}}""")]
    [InlineData(
        "peer-for-session/9",
        """{"from":"desk-9","name":"get-session-status/1","message":{"session":"gemini/maker-1"}}"""
    )]
    [InlineData("get-kill-switch/1", "{}")]
    [InlineData(null, "{}")]
    public async Task Body_that_is_no_message_between_nodes_must_be_refused(string? name, string body)
    {
        using var answer = await CallAsync(
            new ClusterToken(new Secret(TwoServices.ClusterSecret)).Authorization,
            name,
            Encoding.UTF8.GetBytes(body)
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<HttpResponseMessage> CallAsync(string? authorization, string? name, byte[] body)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(services.AddressOf(0), PeerMessages.Route))
        {
            Content = new ByteArrayContent(body),
        };
        if (authorization is not null)
            request.Headers.Add("Authorization", authorization);
        if (name is not null)
            request.Headers.Add(PeerMessages.Header, name);
        return await client.SendAsync(request);
    }

    private async Task<bool> IsInTrailAsync(int node, params string[] words) =>
        (await services.GetAsync(node, "/api/audit?after=-200"))
            .GetProperty("rows")
            .EnumerateArray()
            .Any(row => words.All(word => row.GetRawText().Contains(word, StringComparison.Ordinal)));

    private static byte[] Cancel() =>
        EngineWire.Format.Write(
            new PeerMessage.ForSession(
                new NodeName("desk-9"),
                new CancelSession(
                    new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("maker-1")),
                    new CommandId("c-1"),
                    null,
                    new RequestedBy.Person("mallory"),
                    new Reason("a test")
                )
            )
        );
}
