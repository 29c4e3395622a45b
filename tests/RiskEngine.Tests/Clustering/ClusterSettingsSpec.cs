using Akka.Configuration;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Clustering;

public sealed class ClusterSettingsSpec
{
    private static readonly KnownSecrets WithoutStore = KnownSecrets.For("maker-1");
    private static readonly KnownSecrets WithStore = KnownSecrets.WithStore("maker-1");

    [Fact]
    public void Node_must_be_alone_unless_it_says_otherwise() =>
        Read("", WithoutStore).ShouldBeOfType<SettingsResult.Valid>().Settings.Cluster.ShouldBeNull();

    [Fact]
    public void Cluster_must_be_read_with_its_defaults()
    {
        var settings = Read(
                "store.kind = postgres, cluster { kind = postgres, address = \"https://10.0.0.5:8800\" }",
                WithStore
            )
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;

        settings.Store.ShouldBeOfType<StoreSettings.Postgres>().Connection.ToString().ShouldBe("(secret)");
        settings.Cluster.ShouldBe(
            new ClusterSettings(
                new Uri("https://10.0.0.5:8800"),
                settings.Cluster!.Terms,
                new PlacingLimits(
                    TimeSpan.FromSeconds(1),
                    TimeSpan.FromSeconds(3),
                    TimeSpan.FromSeconds(5),
                    TimeSpan.FromSeconds(5.5)
                ),
                CancelsOnCoordinationLoss: false
            )
            {
                ConnectTimeout = TimeSpan.FromSeconds(1),
                MostPassedOn = 1024,
                Token = settings.Cluster!.Token,
            }
        );
        settings.Cluster.Token.ShouldNotBeNull();
        settings.Cluster.Terms.LeaseDuration.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("cluster.kind = postgres", "risk-engine.cluster.kind")]
    [InlineData("cluster.coordination-loss-limit = 5s", "risk-engine.cluster.coordination-loss-limit")]
    [InlineData("cluster.round-every = 2s", "risk-engine.cluster.round-every")]
    [InlineData("cluster.silence-limit = 1s", "risk-engine.cluster.round-every")]
    [InlineData("store.kind = postgres, cluster { kind = postgres, address = desk }", "risk-engine.cluster.address")]
    [InlineData(
        "store.kind = postgres, cluster { kind = postgres, address = \"http://10.0.0.5:8800\" }",
        "risk-engine.cluster.address"
    )]
    public void Start_must_be_refused_when_the_cluster_cannot_work(string hocon, string key) =>
        Read(hocon, WithStore).ShouldBeOfType<SettingsResult.Faulty>().Faults.ShouldContain(fault => fault.Key == key);

    [Theory]
    [InlineData("tcp://127.0.0.1:8110", "tcp://127.0.0.1:8110,tcp://127.0.0.1:8111", "")]
    [InlineData(
        "tls://10.0.0.5:8110",
        "tls://10.0.0.5:8110,tls://desk-2:8110",
        ", certificate = \"node.pem\", certificate-authority = \"authority.pem\""
    )]
    public void Node_over_akka_must_be_read_with_its_seeds(string address, string seeds, string rest)
    {
        var cluster = Read(
                $"store.kind = postgres, cluster {{ kind = akka, address = \"{address}\", seeds = \"{seeds}\"{rest} }}",
                WithStore
            )
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings.Cluster!;

        (cluster.IsOverAkka, cluster.Address, cluster.Token).ShouldBe((true, new Uri(address), null));
        cluster.Seeds.ShouldBe(seeds.Split(',').Select(x => new Uri(x)));
        cluster.Certificate.ShouldBe(rest.Length == 0 ? null : new NodeCertificate("node.pem", "", "authority.pem"));
    }

    // Whoever reaches a node's actors commands its engine.
    [Theory]
    [InlineData("address = \"tcp://10.0.0.5:8110\", seeds = \"tcp://10.0.0.5:8110\"", "address")]
    [InlineData("address = \"http://127.0.0.1:8110\", seeds = \"tcp://127.0.0.1:8110\"", "address")]
    [InlineData("address = \"tcp://127.0.0.1\", seeds = \"tcp://127.0.0.1:8110\"", "address")]
    [InlineData("address = \"tcp://127.0.0.1:8110\"", "seeds")]
    [InlineData("address = \"tcp://127.0.0.1:8110\", seeds = \"tcp://127.0.0.1:8110,desk-2\"", "seeds")]
    [InlineData("address = \"tls://10.0.0.5:8110\", seeds = \"tcp://127.0.0.1:8110\"", "seeds")]
    [InlineData("seeds = \"tcp://127.0.0.1:8110\"", "seeds")]
    [InlineData("address = \"tls://10.0.0.5:8110\", seeds = \"tls://10.0.0.5:8110\"", "certificate")]
    [InlineData("address = \"tls://10.0.0.5:8110\", seeds = \"tls://10.0.0.5:8110\"", "certificate-authority")]
    public void Node_over_akka_must_be_refused_when_it_is_not_to_be_reached_as_said(string cluster, string key) =>
        Read($"store.kind = postgres, cluster {{ kind = akka, {cluster} }}", WithStore)
            .ShouldBeOfType<SettingsResult.Faulty>()
            .Faults.ShouldContain(fault => fault.Key == $"risk-engine.cluster.{key}");

    [Fact]
    public void Start_must_be_refused_when_nothing_says_how_to_reach_the_database() =>
        Read("store.kind = postgres", WithoutStore)
            .ShouldBeOfType<SettingsResult.Faulty>()
            .Faults.ShouldHaveSingleItem()
            .Key.ShouldBe("RISKENGINE__STORE__POSTGRES");

    [Theory]
    [InlineData(null)]
    [InlineData("too-short")]
    [InlineData("long enough but with white space")]
    public void Start_must_be_refused_when_a_node_with_an_address_has_no_token_for_others(string? token) =>
        Read(
                "store.kind = postgres, cluster { kind = postgres, address = \"https://10.0.0.5:8800\" }",
                new KnownSecrets(Some(token))
            )
            .ShouldBeOfType<SettingsResult.Faulty>()
            .Faults.ShouldHaveSingleItem()
            .Key.ShouldBe("RISKENGINE__CLUSTER__TOKEN");

    private static (string, string)[] Some(string? token) =>
        [
            ("RISKENGINE__SESSIONS__maker-1__APIKEY", "account-maker-1"),
            ("RISKENGINE__SESSIONS__maker-1__APISECRET", "secret-maker-1"),
            ("RISKENGINE__STORE__POSTGRES", "Host=127.0.0.1"),
            .. token is null ? Array.Empty<(string, string)>() : [("RISKENGINE__CLUSTER__TOKEN", token)],
        ];

    private static SettingsResult Read(string hocon, KnownSecrets secrets) =>
        RiskEngineSettings.Read(
            ConfigurationFactory
                .ParseString($"risk-engine {{ {hocon.Replace(", ", "\n")} }}")
                .WithFallback(ConfigurationFactory.ParseString("risk-engine.sessions.maker-1 { }")),
            secrets,
            new ScriptedExchange()
        );
}
