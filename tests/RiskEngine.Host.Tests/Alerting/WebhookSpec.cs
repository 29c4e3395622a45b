using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RiskEngine.Host.Alerting;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Alerting;

public sealed class WebhookSpec : IAsyncLifetime
{
    private const string Key = "a-secret-of-ours";

    private static readonly Alert Alert = new(
        7,
        "KillSwitchEngaged",
        DateTimeOffset.UnixEpoch,
        new NodeName("node-1"),
        null,
        "everything engaged"
    );

    private readonly List<(string At, string Signature, byte[] Body)> _received = [];
    private WebApplication _receiver = null!;
    private int _status = 204;
    private string _answer = "";

    async Task IAsyncLifetime.InitializeAsync()
    {
        _receiver = WebApplication.CreateSlimBuilder().Build();
        _receiver.Urls.Add("http://127.0.0.1:0");
        _receiver.MapPost("/alerts", TakeAsync);
        await _receiver.StartAsync();
    }

    async Task IAsyncLifetime.DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Receiver_must_be_able_to_tell_by_the_signature_that_the_alert_is_ours()
    {
        using var webhook = Open();

        (await webhook.SendAsync(Alert, default)).ShouldBeNull();

        var (at, signature, body) = _received.ShouldHaveSingleItem();
        body.ShouldBe(Alert.ToUtf8());
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{at}."), .. body];
        signature.ShouldBe(
            $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), signed))}"
        );
    }

    [Theory]
    [InlineData(500)]
    [InlineData(302)]
    [InlineData(408)]
    [InlineData(429)]
    public async Task Alert_must_not_count_as_arrived_when_the_receiver_did_not_take_it(int status)
    {
        _status = status;
        using var webhook = Open();

        (await webhook.SendAsync(Alert, default)).ShouldBe($"status {status}");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public async Task Alert_must_be_refused_for_good_with_the_start_of_the_body_when_the_receiver_says_4xx(int status)
    {
        (_status, _answer) = (status, $"no such\r\nchannel {new string('x', 5_000)}");
        using var webhook = Open();

        var refused = await Should.ThrowAsync<AlertRefusedException>(() => webhook.SendAsync(Alert, default));

        refused.Message.ShouldStartWith($"status {status}: no such  channel xxx");
        refused.Message.Length.ShouldBeLessThan(300);
    }

    [Fact]
    public async Task Alert_must_not_count_as_arrived_when_nobody_listens()
    {
        using var webhook = Open();
        await _receiver.StopAsync();

        (await webhook.SendAsync(Alert, default)).ShouldBe(nameof(HttpRequestException));
    }

    private Webhook Open() =>
        new(
            new WebhookSettings(new Uri($"{_receiver.Urls.Single()}/alerts"), new Secret(Key), RunningHost.Patience),
            TimeProvider.System
        );

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        _received.Add(($"{headers["X-RiskEngine-Timestamp"]}", $"{headers["X-RiskEngine-Signature"]}", body.ToArray()));
        context.Response.StatusCode = _status;
        if (_answer.Length > 0)
            await context.Response.WriteAsync(_answer);
    }
}
