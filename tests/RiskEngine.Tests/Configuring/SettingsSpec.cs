using Akka.Configuration;
using RiskEngine.Gemini;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Configuring;

public sealed class SettingsSpec
{
    [Fact]
    public void Session_must_have_every_default_when_it_says_nothing()
    {
        var session = Valid("maker-1 { }").Sessions.ShouldHaveSingleItem();

        session.Key.ToString().ShouldBe("gemini/maker-1");
        session.Exchange.RestBaseAddress.ShouldBe(new Uri("https://api.sandbox.gemini.com"));
        session.Limits.Verification.ShouldBe(VerificationMode.OwnOrders);
        session.NonceMode.ShouldBe(new NonceMode.Increasing(NonceUnit.Milliseconds));
        session.NonceLimits.ShouldBe(new NonceLimits(TimeSpan.FromHours(1), TimeSpan.FromMinutes(30)));
        session.Exchange.NonceJson.ShouldBe(NonceJson.Number);
    }

    [Fact]
    public void Session_must_be_as_written_when_it_says_everything()
    {
        var session = Valid(
            """
            desk.main_2 {
              exchange = gemini
              account = primary
              verification = account
              client-order-id-prefix = "abc-"
              nonce { mode = time-based, json = string, time-based-max-lead = 10s, order-share = 0.25 }
            }
            """.Replace("desk.main_2", "\"desk.main_2\"", StringComparison.Ordinal),
            KnownSecrets.For("desk.main_2")
        )
            .Sessions.ShouldHaveSingleItem();

        session.Key.ToString().ShouldBe("gemini/primary/desk.main_2");
        session.Limits.Verification.ShouldBe(VerificationMode.Account);
        session.Limits.ClientOrderIdPrefix.ShouldBe("abc-");
        session.NonceMode.ShouldBe(new NonceMode.TimeBased());
        session.NonceLimits.ShouldBe(new NonceLimits(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2.5)));
        session.Exchange.NonceJson.ShouldBe(NonceJson.String);
    }

    [Fact]
    public void Sessions_that_name_one_account_must_be_warned_of_and_no_others()
    {
        const string sessions = """
            maker-1 { account = primary, escalation { account-cancel = on, account-cancel-with = killer } }
            maker-2 { account = primary }
            maker-3 { account = other }
            maker-4 { }
            maker-5 { }
            killer { account = primary }
            """;
        var secrets = KnownSecrets.For("maker-1", "maker-2", "maker-3", "maker-4", "maker-5", "killer");

        var warning = AccountWarnings.Of(Valid(sessions, secrets)).ShouldHaveSingleItem();

        warning.ShouldStartWith("Session gemini/primary/maker-1 shares its account with gemini/primary/maker-2.");
    }

    [Theory]
    [InlineData("account", true)]
    [InlineData("own-orders", false)]
    [InlineData("none", false)]
    public void Account_must_be_ours_only_where_it_is_looked_at(string verification, bool isValid)
    {
        var sessions = $"maker-1 {{ verification = {verification}, account-is-ours = on }}";
        if (isValid)
            Valid(sessions).Sessions.ShouldHaveSingleItem().Limits.AccountIsOurs.ShouldBeTrue();
        else
            Faults($"risk-engine.sessions {{ {sessions} }}", KnownSecrets.For("maker-1"))
                .ShouldHaveSingleItem()
                .Key.ShouldBe("risk-engine.sessions.maker-1.account-is-ours");
    }

    [Fact]
    public void Every_fault_must_be_listed_at_once_when_there_are_many()
    {
        var secrets = new KnownSecrets(
            ("RISKENGINE__SESSIONS__MAKER_1__APIKEY", "master-abc"),
            ("RISKENGINE__SESSIONS__MAKER_1__APISECRET", "hidden "),
            ("RISKENGINE__SESSIONS__TAKER_1__APIKEY", "account-abc")
        );
        var faults = Faults(
            """
            risk-engine {
              speed = fast
              gemini.rest-base-address = "http://api.gemini.com"
              guardian { hedge-after = 5, default-deadline = 10parsecs, drain-queue = maybe, max-pending-cancels = 0 }
              sessions {
                maker-1 { verificaton = none }
                taker-1 { exchange = nyse, nonce { mode = random } }
                "a b" { }
                other = 5
              }
            }
            """,
            secrets
        );

        foreach (
            var key in (string[])
                [
                    "risk-engine.speed",
                    "risk-engine.gemini.rest-base-address",
                    "risk-engine.guardian.hedge-after",
                    "risk-engine.guardian.default-deadline",
                    "risk-engine.guardian.drain-queue",
                    "risk-engine.guardian.max-pending-cancels",
                    "risk-engine.sessions.maker-1.verificaton",
                    "risk-engine.sessions.maker-1.account",
                    "RISKENGINE__SESSIONS__maker-1__APISECRET",
                    "risk-engine.sessions.taker-1.exchange",
                    "risk-engine.sessions.taker-1.nonce.mode",
                    "RISKENGINE__SESSIONS__taker-1__APISECRET",
                    "risk-engine.sessions.a b",
                    "risk-engine.sessions.other",
                ]
        )
            faults.ShouldContain(fault => fault.Key == key, $"{key} is missing from:\n{string.Join('\n', faults)}");
        faults.ShouldAllBe(fault => !fault.ToString().Contains("hidden", StringComparison.Ordinal));
        faults.Distinct().Count().ShouldBe(faults.Count);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("https://api.gemini.com", true)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("ftp://api.gemini.com", false)]
    [InlineData("api.gemini.com", false)]
    public void Address_must_be_https_when_it_is_not_on_loopback(string address, bool isAllowed)
    {
        var result = Read(
            $"risk-engine {{ gemini.rest-base-address = \"{address}\" \n sessions {{ maker-1 {{ }} }} }}",
            KnownSecrets.For("maker-1")
        );

        (result is SettingsResult.Valid).ShouldBe(isAllowed);
    }

    [Fact]
    public void Start_must_be_refused_when_no_session_is_named() =>
        Faults("", new KnownSecrets()).ShouldHaveSingleItem().Key.ShouldBe("risk-engine.sessions");

    [Theory]
    [InlineData("hedge-after = 3s", "risk-engine.guardian.hedge-after")]
    [InlineData("default-deadline = 2m", "risk-engine.guardian.default-deadline")]
    [InlineData("retry-first = 2s", "risk-engine.guardian.retry-first")]
    [InlineData("heartbeat-after = 30s", "risk-engine.guardian.heartbeat-after")]
    [InlineData("account-rate.cancel-share = 0", "risk-engine.guardian.account-rate.cancel-share")]
    [InlineData("address-rate.cancel-share = 1", "risk-engine.guardian.address-rate.cancel-share")]
    [InlineData("address-rate.requests-per-second = 0", "risk-engine.guardian.address-rate.requests-per-second")]
    public void Limits_must_fit_together_when_read(string setting, string key) =>
        Faults(
                $"risk-engine {{ guardian {{ {setting} }} \n sessions {{ maker-1 {{ }} }} }}",
                KnownSecrets.For("maker-1")
            )
            .ShouldContain(fault => fault.Key == key);

    [Theory]
    [InlineData("escalation.withhold-heartbeat = on", "escalation.withhold-heartbeat")]
    [InlineData("nonce.reserve-ahead = 1h", "nonce.reserve-ahead")]
    public void Session_must_fit_together_when_read(string setting, string key) =>
        Faults($"risk-engine.sessions {{ maker-1 {{ {setting} }} }}", KnownSecrets.For("maker-1"))
            .ShouldContain(fault => fault.Key == $"risk-engine.sessions.maker-1.{key}");

    [Fact]
    public void Secret_must_come_from_the_file_when_the_variable_names_one()
    {
        var secrets = new KnownSecrets(
            ("RISKENGINE__SESSIONS__MAKER_1__APIKEY_FILE", "/run/key"),
            ("RISKENGINE__SESSIONS__MAKER_1__APISECRET_FILE", "/run/secret")
        );
        secrets.Files["/run/key"] = "account-abc\n";
        secrets.Files["/run/secret"] = "s3cret\r\n";

        Valid("maker-1 { }", secrets).Sessions.Count.ShouldBe(1);
    }

    [Fact]
    public void Alerts_must_be_signed_with_the_secret_of_a_file_when_the_variable_names_one()
    {
        const string Config =
            "risk-engine { alerts.webhook.url = \"https://alerts.invalid\", sessions { maker-1 { } } }";
        var secrets = new KnownSecrets(
            ("RISKENGINE__SESSIONS__MAKER_1__APIKEY", "account-abc"),
            ("RISKENGINE__SESSIONS__MAKER_1__APISECRET", "s3cret"),
            ("RISKENGINE__ALERTS__WEBHOOK__SECRET_FILE", "/run/hook")
        );

        Faults(Config, secrets).ShouldHaveSingleItem().Key.ShouldBe("RISKENGINE__ALERTS__WEBHOOK__SECRET_FILE");
        Faults(Config, KnownSecrets.For("maker-1"))
            .ShouldHaveSingleItem()
            .Key.ShouldBe("RISKENGINE__ALERTS__WEBHOOK__SECRET");
        secrets.Files["/run/hook"] = "hook-secret\n";
        var webhook = Read(Config, secrets).ShouldBeOfType<SettingsResult.Valid>().Settings.Alerts.Webhook;
        webhook.ShouldNotBeNull().Secret.HmacSha256([1]).ShouldBe(new Secret("hook-secret").HmacSha256([1]));
    }

    [Fact]
    public void Token_must_be_read_again_when_it_stands_in_a_file()
    {
        var secrets = new KnownSecrets(("RISKENGINE__SESSIONS__MAKER_1__TOKEN_FILE", "/run/token"));
        secrets.Files["/run/token"] = "first\n";
        var token = Valid("maker-1 { }", secrets)
            .Sessions.Single()
            .Exchange.Credentials.ShouldBeOfType<SessionCredentials.BearerToken>();

        token.RereadEvery.ShouldBe(TimeSpan.FromSeconds(60));
        token.Reread.ShouldNotBeNull()().ShouldNotBeNull();
        secrets.Files.Clear();
        token.Reread().ShouldBeNull();
    }

    [Fact]
    public void Fault_must_name_the_variable_when_its_file_cannot_be_read()
    {
        var secrets = new KnownSecrets(
            ("RISKENGINE__SESSIONS__MAKER_1__APIKEY", "account-abc"),
            ("RISKENGINE__SESSIONS__MAKER_1__APISECRET_FILE", "/run/nothing")
        );

        Faults("risk-engine.sessions { maker-1 { } }", secrets)
            .ShouldHaveSingleItem()
            .Key.ShouldBe("RISKENGINE__SESSIONS__MAKER_1__APISECRET_FILE");
    }

    [Fact]
    public void Fault_must_name_the_variable_when_the_path_in_it_is_empty()
    {
        var secrets = new EmptyPaths();

        Read("risk-engine { store.kind = postgres, sessions { maker-1 { } } }", secrets)
            .ShouldBeOfType<SettingsResult.Faulty>()
            .Faults.Select(fault => fault.Key)
            .ShouldBe([
                "RISKENGINE__STORE__POSTGRES_FILE",
                "RISKENGINE__SESSIONS__maker-1__APIKEY_FILE",
                "RISKENGINE__SESSIONS__maker-1__APISECRET_FILE",
                "RISKENGINE__SESSIONS__maker-1__TOKEN_FILE",
            ]);
    }

    [Fact]
    public void Fault_must_be_told_when_a_session_has_both_key_and_token()
    {
        var secrets = new KnownSecrets(
            ("RISKENGINE__SESSIONS__maker-1__APIKEY", "account-abc"),
            ("RISKENGINE__SESSIONS__maker-1__APISECRET", "s3cret"),
            ("RISKENGINE__SESSIONS__maker-1__TOKEN", "t")
        );

        Faults("risk-engine.sessions { maker-1 { } }", secrets)
            .ShouldHaveSingleItem()
            .Key.ShouldBe("RISKENGINE__SESSIONS__maker-1__TOKEN");
    }

    private static RiskEngineSettings Valid(string sessions, KnownSecrets? secrets = null) =>
        Read($"risk-engine.sessions {{\n{sessions}\n}}", secrets ?? KnownSecrets.For("maker-1"))
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;

    private static ValueList<ConfigurationFault> Faults(string hocon, KnownSecrets secrets) =>
        Read(hocon, secrets).ShouldBeOfType<SettingsResult.Faulty>().Faults;

    private static SettingsResult Read(string hocon, ISecretSource secrets) =>
        RiskEngineSettings.Read(
            hocon.Length == 0 ? ConfigurationFactory.Empty : ConfigurationFactory.ParseString(hocon),
            secrets,
            new GeminiExchange(TimeProvider.System)
        );

    /// <summary>Every file variable is set, and to nothing, as a compose file does with one that it does not know.</summary>
    private sealed class EmptyPaths : ISecretSource
    {
        public string? Variable(string name) => name.EndsWith("_FILE", StringComparison.Ordinal) ? "" : null;

        public string File(string path) => new EnvironmentSecrets().File(path);
    }
}
