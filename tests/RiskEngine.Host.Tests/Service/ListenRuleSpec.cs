using RiskEngine.Host.Service;

namespace RiskEngine.Host.Tests.Service;

public sealed class ListenRuleSpec
{
    [Theory]
    [InlineData("http://127.0.0.1:8800", "", false, "")]
    [InlineData("http://localhost:8800", "", false, "")]
    [InlineData("http://[::1]:8800", "", false, "")]
    [InlineData("https://127.0.0.1:8800", "", false, "certificate")]
    [InlineData("http://10.0.0.5:8800", "", false, "https operators")]
    [InlineData("http://10.0.0.5:8800", "", true, "https")]
    [InlineData("https://10.0.0.5:8800", "", true, "certificate")]
    [InlineData("https://0.0.0.0:8800", "desk.pem", false, "operators")]
    [InlineData("https://0.0.0.0:8800", "desk.pem", true, "")]
    [InlineData("http://0.0.0.0:8800", "desk.pem", true, "https")]
    [InlineData("http://desk.example:8800", "", true, "localhost")]
    public void Service_must_listen_elsewhere_only_with_tls_and_operators(
        string listen,
        string certificate,
        bool hasOperators,
        string faults
    )
    {
        var found = ListenRule.Check(Settings(listen, certificate), hasOperators).Select(fault => $"{fault}").ToList();

        var expected = faults.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        found.Count.ShouldBe(expected.Length, string.Join('\n', found));
        foreach (var (fault, word) in found.Zip(expected))
            fault.ShouldContain(word);
    }

    private static ServiceSettings Settings(string listen, string certificate) =>
        new()
        {
            Listen = new Uri(listen),
            Certificate = certificate,
            CertificateKey = "",
            MaxBodyBytes = 1024,
            RememberedCalls = 16,
            EventsKept = 0,
            MaxEventStreams = 1,
            SnapshotEvery = TimeSpan.FromSeconds(1),
            LogFolder = "",
            LogQueue = 16,
            OtlpEndpoint = null,
            SignIn = new SignInSettings(1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), 1),
        };
}
