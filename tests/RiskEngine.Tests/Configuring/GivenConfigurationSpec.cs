using Akka.Configuration;
using RiskEngine.Gemini;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Configuring;

public sealed class GivenConfigurationSpec
{
    public static TheoryData<string> Shipped => [.. ShippedFiles.Names];

    [Fact]
    public void Later_file_must_win_when_both_say_something()
    {
        var settings = Read(
                ("a.hocon", "risk-engine.sessions { maker-1 { verification = none } }"),
                ("b.hocon", "risk-engine.sessions { maker-1 { verification = account } }")
            )
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;

        settings.Sessions.ShouldHaveSingleItem().Limits.Verification.ShouldBe(VerificationMode.Account);
    }

    [Theory]
    [InlineData("risk-engine { guardian { hedge-after = 1s } }")]
    [InlineData("risk-engine.guardian.hedge-after = 1s")]
    [InlineData("risk-engine.guardian { hedge-after : 1s }")]
    [InlineData("\"risk-engine\" { \"guardian\".hedge-after = \"1s\" }")]
    [InlineData("{ \"risk-engine\": { \"guardian\": { \"hedge-after\": \"1s\" } } }")]
    [InlineData("risk-engine { guardian { hedge-after\n=\n1 s // \"not closed\n} }")]
    [InlineData("risk-engine = { guardian = { } { hedge-after = \"\"\"1s\"\"\" }, node = x }")]
    [InlineData("risk-engine { guardian { retry-first = 20ms } }\nrisk-engine.guardian { hedge-after = 1s, } # }")]
    [InlineData("\ufeffrisk-engine {\r\n  guardian { hedge-after = 1\"s\" }\r\n}\r\n")]
    public void Settings_must_be_equal_when_they_are_written_in_another_way(string text)
    {
        var settings = Read(("a.hocon", text), ("b.hocon", "risk-engine.sessions { maker-1 { } }"))
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;

        settings.Sessions.ShouldHaveSingleItem().Limits.HedgeAfter.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Every_fault_must_be_told_with_its_line_when_there_are_many_of_every_kind()
    {
        var faults = Faults(
            """
            akka { loglevel = INFO, loglevel = DEBUG }
            risk-engine {
              node = ${HOSTNAME}
              include "more.conf"
              guardian {
                hedge-after = 5
                hegde-after = 1s
                retry-first = 50ms, retry-first = 60ms
                max-pending-cancels 12
                verify-pause =
                drain-queue = @on
                look-after = "45s
                rate { burst = 10 }, max-queue-wait = 1s
                default-deadline += 3s
                longest-deadline = null
                max-own-orders = [1, 2]
                preflight = a = b
              }
              guardian.retry-first = 70ms
              store = memory
              store.path = "C:\data\risk.db"
              gemini.rest-base-address = "https://me:hunter2@gemini.com"
              trips.clock-skew.above = "${LIMIT}"
              sessions { maker-1 { verification = some, nonce { json = text } } }
            }
            """
        );

        faults
            .Select(fault => $"{fault.Place?.Line} {fault.Key}")
            .ShouldBe([
                "3 risk-engine.node",
                "4 risk-engine",
                "6 risk-engine.guardian.hedge-after",
                "7 risk-engine.guardian.hegde-after",
                "8 risk-engine.guardian.retry-first",
                "9 risk-engine.guardian.max-pending-cancels",
                "10 risk-engine.guardian.verify-pause",
                "11 risk-engine.guardian.drain-queue",
                "12 risk-engine.guardian.look-after",
                "13 risk-engine.guardian.rate",
                "14 risk-engine.guardian.default-deadline",
                "15 risk-engine.guardian.longest-deadline",
                "16 risk-engine.guardian.max-own-orders",
                "17 risk-engine.guardian.preflight",
                "19 risk-engine.guardian.retry-first",
                "21 risk-engine.store.path",
                "21 risk-engine.store.path",
                "22 risk-engine.gemini.rest-base-address",
                "23 risk-engine.trips.clock-skew.above",
                "24 risk-engine.sessions.maker-1.verification",
                "24 risk-engine.sessions.maker-1.nonce.json",
            ]);
        faults.ShouldContain(fault => fault.Text.Contains("did you mean 'hedge-after'?"));
        faults.ShouldContain(fault => fault.Text == "is given twice; the first is in line 8.");
        faults.ShouldAllBe(fault => !fault.ToString().Contains("hunter2"));
        faults[0].ToString().ShouldStartWith("test.hocon:3:10: risk-engine.node: ");
    }

    [Theory]
    [InlineData("risk-engine {", 1)]
    [InlineData("risk-engine {\n} }", 2)]
    [InlineData("a = [1, 2", 1)]
    [InlineData("a = 1\nb = \"\"\"never closed \"\"", 2)]
    [InlineData("risk-engine { sessions { maker-1 { verification = \"none } } }", 1)]
    [InlineData("akka {\n  a = \"b\n}\nrisk-engine { }", 2)]
    [InlineData("risk-engine {\n  gemini {\n    connect-timeout = 1s\n  sessions { maker-1 { } }\n}", 2)]
    [InlineData("risk-engine {\n  gemini {\n    connect-timeout = 1s\n    }\n  }\n  sessions { maker-1 { } }\n}", 4)]
    public void Line_must_be_told_when_something_is_not_closed_or_closes_nothing(string text, int line) =>
        GivenConfiguration
            .Of(new ConfigurationText("test.hocon", text))
            .Faults.ShouldHaveSingleItem()
            .Place!.Value.Line.ShouldBe(line);

    [Fact]
    public void Nothing_must_be_hidden_when_sections_are_nested_without_end()
    {
        var deep = string.Concat(Enumerable.Repeat("a {", 100_000));

        Faults($"risk-engine.node = a b\n{deep}").Select(fault => fault.Place?.Line).ShouldBe([1, 2]);
    }

    [Fact]
    public void Foreign_sections_must_not_be_judged_when_ours_is_right()
    {
        var given = GivenConfiguration.Of(
            new ConfigurationText(
                "desk.hocon",
                """
                include "common.conf"
                akka {
                  include "akka.conf"
                  loglevel = INFO
                  loglevel = DEBUG // don't say "debug
                  remote.dot-netty.tcp { hostname = ${host}, port = ${?port}, public = ${host}":8080" }
                  actor { a = null, b = ${akka.loglevel} { c = 1 }, d += 3, d = [1, ${x}, { y = "z" }] }
                }
                desk key { a b = ${host}
                text = "over
                two lines", speed = fast speed = faster }
                risk-engine.sessions { maker-1 { } }
                """
            )
        );

        given.Faults.ShouldBeEmpty();
        given.Settings(KnownSecrets.For("maker-1"), Gemini()).ShouldBeOfType<SettingsResult.Valid>();
        given.NotFollowed.ShouldBe([new SourcePlace("desk.hocon", 1, 1)]);
    }

    [Fact]
    public void File_must_be_named_and_ours_judged_when_akka_cannot_read_a_foreign_section()
    {
        var faults = Faults(
            """
            risk-engine.speed = fast
            desk {
              password = hunter2 @ home
            }
            """
        );

        faults.Select(fault => $"{fault.Place?.Line} {fault.Key}").ShouldBe(["1 risk-engine.speed", "3 test.hocon"]);
        faults.ShouldAllBe(fault => !fault.ToString().Contains("hunter2"));
    }

    [Theory]
    [InlineData("a = [ b = 1 ]")]
    [InlineData("a = [ 1, { b = [ b@c ] } ]")]
    [InlineData("a = [ $x ]")]
    [InlineData("a = [ b? ]")]
    [InlineData("a = [ \\ ]")]
    [InlineData("a [ = ]")]
    [InlineData("a b [ * ]")]
    [InlineData("a = [ 1 }")]
    [InlineData("a = [ \"b\" \"c\"\n}")]
    public void Check_must_end_and_name_the_line_when_a_foreign_list_is_odd(string text) =>
        GivenConfiguration
            .Of(new ConfigurationText("test.hocon", $"risk-engine {{ }}\n{text}"))
            .Faults.ShouldContain(fault => fault.Place!.Value.Line == 2);

    [Fact]
    public void Fault_must_be_told_once_and_at_its_place_when_sessions_have_it_from_the_defaults()
    {
        var faults = Read(
                ("a.hocon", "risk-engine {\n session-defaults.verification = some\n}"),
                ("b.hocon", "risk-engine.sessions { maker-1 { }, \"a.b\" { nonce.unit = days } }".Replace("},", "}\n"))
            )
            .ShouldBeOfType<SettingsResult.Faulty>()
            .Faults.Where(fault => fault.Place is not null);

        faults
            .Select(fault => $"{fault.Place} {fault.Key}")
            .ShouldBe([
                "a.hocon:2:2 risk-engine.session-defaults.verification",
                "b.hocon:2:10 risk-engine.sessions.a.b.nonce.unit",
            ]);
    }

    [Fact]
    public void Section_must_be_named_when_the_key_at_fault_is_not_in_it() =>
        Faults("risk-engine {\n  sessions { maker-1 { } }\n  guardian { longest-deadline = 5s }\n}")
            .Select(fault => $"{fault.Place} {fault.Key}")
            .ShouldBe([
                "test.hocon:1:1 risk-engine.kill-switch.longest-deadline",
                "test.hocon:3:3 risk-engine.guardian.default-deadline",
            ]);

    [Fact]
    public void Substitution_must_be_a_fault_when_akka_has_parsed_the_file()
    {
        var config = ConfigurationFactory
            .ParseString(
                "host = a\nrisk-engine {\n node = ${host}\n store.path = ${?nothing}\n sessions { maker-1 { } }\n}"
            )
            .WithFallback(ConfigurationFactory.ParseString("risk-engine.guardian.hedge-after = 1s"));

        RiskEngineSettings
            .Read(config, KnownSecrets.For("maker-1"), Gemini())
            .ShouldBeOfType<SettingsResult.Faulty>()
            .Faults.Select(fault => fault.Key)
            .ShouldBe(["risk-engine.node", "risk-engine.store.path"]);
    }

    [Theory]
    [InlineData("577h")]
    [InlineData("99999999999999999999h")]
    [InlineData("0.00000001ms")]
    public void Duration_must_be_a_fault_when_no_timer_can_wait_for_it(string duration) =>
        Faults($"risk-engine {{ sessions {{ maker-1 {{ }} }}\n trips.clock-skew.above = {duration} }}")
            .ShouldHaveSingleItem()
            .Place!.Value.Line.ShouldBe(2);

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Shipped_file_must_be_without_fault_when_it_is_checked(string name)
    {
        var given = GivenConfiguration.Of(
            ShippedFiles.Read(name),
            new ConfigurationText("session", "risk-engine.sessions { maker-1 { } }")
        );
        var aliases = given
            .Sessions.Where(session => session.Account.Length == 0)
            .Select(session => session.Alias.Value);
        var secrets = KnownSecrets.WithStore([
            .. aliases,
            .. given.Sessions.Select(session => session.Alias.Value).Except(aliases),
        ]);

        given.Faults.ShouldBeEmpty();
        (given.Settings(secrets, Gemini()) as SettingsResult.Faulty)?.Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Reading_must_be_the_same_as_akkas_when_both_read_a_shipped_file(string name)
    {
        var file = ShippedFiles.Read(name);
        var ours = GivenConfiguration.Of(file).InForce.Where(setting => setting.IsGiven);

        ours.Select(setting => $"{setting.Key} = {setting.Text}").ShouldBe(AkkasReading.Of(file.Text));
    }

    // Akka.NET takes such a line and the one behind it for one key, and then there is no section of ours.
    [Theory]
    [InlineData("abc")]
    [InlineData("abc def")]
    [InlineData("abc =")]
    [InlineData("abc.def")]
    [InlineData("\"abc\"")]
    [InlineData("= abc")]
    [InlineData("[1]")]
    public void Line_beside_our_section_must_be_a_fault_when_it_would_swallow_it(string line)
    {
        var text = $"{line}\n# said in between\nrisk-engine {{ node = n1, sessions {{ maker-1 {{ }} }} }}";
        ConfigurationFactory.ParseString(text).HasPath("risk-engine.node").ShouldBeFalse();

        Faults(text).ShouldHaveSingleItem().Place!.Value.Line.ShouldBe(1);
    }

    // Beside our section and inside another's it is not ours to judge.
    [Fact]
    public void Key_without_a_value_must_be_no_fault_when_it_stands_in_another_section() =>
        Read(("test.hocon", "akka { abc\n }\nrisk-engine { sessions { maker-1 { } } }"))
            .ShouldBeOfType<SettingsResult.Valid>();

    [Fact]
    public void Comment_must_go_on_when_a_lone_carriage_return_stands_in_it() =>
        GivenConfiguration
            .Of(new ConfigurationText("test.hocon", "risk-engine { # one\rnode = two\n }"))
            .InForce.ShouldAllBe(setting => !setting.IsGiven);

    [Theory]
    [InlineData('\u00a0', "U+00A0")]
    [InlineData('\ufeff', "U+FEFF")]
    [InlineData('\u3000', "U+3000")]
    public void Blank_that_nobody_sees_must_be_a_fault_when_it_stands_in_a_value(char blank, string shown) =>
        Faults($"risk-engine {{ sessions {{ maker-1 {{ }} }}\n store.audit.at-once = 1{blank}0 }}")
            .ShouldHaveSingleItem()
            .Text.ShouldContain(shown);

    [Fact]
    public void File_must_be_null_when_it_cannot_be_read() =>
        ConfigurationText.TryRead(Path.Combine(AppContext.BaseDirectory, "no-such-file.hocon")).ShouldBeNull();

    private static ValueList<ConfigurationFault> Faults(string text) =>
        Read(("test.hocon", text)).ShouldBeOfType<SettingsResult.Faulty>().Faults;

    private static SettingsResult Read(params (string Name, string Text)[] files) =>
        GivenConfiguration
            .Of([.. files.Select(file => new ConfigurationText(file.Name, file.Text))])
            .Settings(KnownSecrets.For("maker-1"), Gemini());

    private static GeminiExchange Gemini() => new(TimeProvider.System);
}
