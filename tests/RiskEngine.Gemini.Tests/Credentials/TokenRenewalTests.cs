using Microsoft.Extensions.Time.Testing;

namespace RiskEngine.Gemini.Tests;

public sealed class TokenRenewalTests
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new(Gateways.Start);
    private readonly List<string> _sent = [];
    private Secret? _file = new("first-token");

    [Fact]
    public async Task Token_must_be_the_new_one_when_the_file_changed()
    {
        await using var gateway = Gateway();
        await Send(gateway);
        _file = new Secret("second-token");
        await Send(gateway);
        _time.Advance(Period);
        await Send(gateway);
        _file = new Secret("third-token");
        _time.Advance(Period);
        await Send(gateway);

        _sent.ShouldBe(["Bearer first-token", "Bearer first-token", "Bearer second-token", "Bearer third-token"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("half a token")]
    public async Task Token_must_be_the_last_good_one_when_the_file_holds_none(string? text)
    {
        await using var gateway = Gateway();
        _file = text is null ? null : new Secret(text);
        _time.Advance(Period);
        await Send(gateway);

        _sent.ShouldBe(["Bearer first-token"]);
    }

    [Fact]
    public async Task Both_tokens_must_stay_unseen_when_one_followed_the_other()
    {
        await using var gateway = Gateways.Behind(
            new StubHandler(_ =>
                StubHandler.Response(400, """{"result":"error","reason":"X","message":"first-token second-token"}""")
            ),
            credentials: Credentials(),
            time: _time
        );
        _file = new Secret("second-token");
        _time.Advance(Period);

        var answer = await Send(gateway);

        answer.ToString().ShouldNotContain("first-token");
        answer.ToString().ShouldNotContain("second-token");
    }

    private IExchangeGateway Gateway() =>
        Gateways.Behind(
            new StubHandler(message =>
            {
                _sent.Add(string.Join("", message.Headers.GetValues("Authorization")));
                return StubHandler.Response(200, "{}");
            }),
            credentials: Credentials(),
            time: _time
        );

    private SessionCredentials.BearerToken Credentials() => new(_file!) { Reread = () => _file, RereadEvery = Period };

    private static Task<ExchangeAnswer> Send(IExchangeGateway gateway) =>
        gateway.SendAsync(Gateways.Outbound(Gateways.CancelSession), CancellationToken.None);
}
