using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace RiskEngine.Gemini.Tests;

public sealed class WireTests
{
    private const string Ok = """{"result":"ok","details":{"cancelledOrders":[7],"cancelRejects":[]}}""";

    private static readonly OutboundRequest Cancel = Gateways.Outbound(Gateways.CancelSession);
    private static readonly ExchangeAnswer Accepted = new ExchangeAnswer.CancelAccepted([new OrderId(7)], []);

    [Fact]
    public async Task Request_must_have_exactly_the_documented_headers_and_no_body()
    {
        await using var server = new LoopbackServer(request => request.AnswerAsync(200, Ok));
        await using var gateway = server.Gateway();
        using var activity = new System.Diagnostics.Activity("trace").Start();

        (await gateway.SendAsync(Cancel, CancellationToken.None)).ShouldBe(Accepted);

        var lines = server.Requests.ShouldHaveSingleItem().Lines;
        lines[0].ShouldBe("POST /v1/order/cancel/session HTTP/1.1");
        var signed = Authenticator.Of(Gateways.ApiKey, Gateways.Options, TimeProvider.System).Sign(Cancel);
        lines[1..]
            .ShouldBe(
                [
                    $"Host: 127.0.0.1:{server.Address.Port}",
                    "Cache-Control: no-cache",
                    $"X-GEMINI-APIKEY: {Gateways.Key}",
                    $"X-GEMINI-PAYLOAD: {signed.Base64}",
                    $"X-GEMINI-SIGNATURE: {signed.Signature}",
                    "Content-Type: text/plain",
                    "Content-Length: 0",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task Gateway_must_know_since_when_it_is_connected_when_a_cancel_was_sent()
    {
        await using var server = new LoopbackServer(request => request.AnswerAsync(200, Ok));
        await using var gateway = server.Gateway();
        gateway.ConnectedAt.ShouldBeNull();
        var before = TimeProvider.System.GetUtcNow();

        await gateway.SendAsync(Cancel, CancellationToken.None);

        gateway.ConnectedAt.ShouldNotBeNull().ShouldBeInRange(before, TimeProvider.System.GetUtcNow());
        server.Requests.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_must_be_sent_once_when_a_pooled_connection_dies_after_the_server_read_it(bool isReset)
    {
        var isFirst = true;
        await using var server = new LoopbackServer(async request =>
        {
            if (isFirst)
            {
                isFirst = false;
                await request.AnswerAsync(200, Ok);
            }
            else if (isReset)
            {
                request.Reset();
            }
            else
            {
                request.Close();
            }
        });
        await using var gateway = server.Gateway();
        (await gateway.SendAsync(Cancel, CancellationToken.None)).ShouldBe(Accepted);

        var second = Gateways.Outbound(Gateways.CancelSession, nonce: 1700000000002);
        ShouldBeUnknown(await gateway.SendAsync(second, CancellationToken.None), UnknownReason.ConnectionLost);

        // A third request proves that nothing else was on its way: a resend would have come before it.
        isFirst = true;
        (await gateway.SendAsync(Cancel, CancellationToken.None)).ShouldBe(Accepted);
        server.Requests.Select(x => x.Connection).ShouldBe([1, 1, 2]);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_must_not_be_followed(int status)
    {
        await using var elsewhere = new LoopbackServer(request => request.AnswerAsync(200, Ok));
        await using var server = new LoopbackServer(request =>
            request.AnswerAsync(status, "", $"Location: {elsewhere.Address}v1/order/cancel/session\r\n")
        );
        await using var gateway = server.Gateway();

        var answer = await gateway.SendAsync(Cancel, CancellationToken.None);

        answer.ShouldBeOfType<ExchangeAnswer.Unknown>().Reason.ShouldBe(UnknownReason.NotTheExchange);
        server.Requests.Count.ShouldBe(1);
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cookie_must_not_be_taken()
    {
        await using var server = new LoopbackServer(request =>
            request.AnswerAsync(200, Ok, "Set-Cookie: a=b; Path=/\r\n")
        );
        await using var gateway = server.Gateway();

        await gateway.SendAsync(Cancel, CancellationToken.None);
        await gateway.SendAsync(Cancel, CancellationToken.None);

        server.Requests.Count.ShouldBe(2);
        server.Requests.ShouldAllBe(x => !x.Head.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Request_must_be_not_sent_when_the_connection_is_refused()
    {
        // Bound and not listening: nobody else can take the port meanwhile.
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var gateway = GeminiGatewayFactory.Create(
            Gateways.Options with
            {
                RestBaseAddress = new Uri($"http://{closed.LocalEndPoint}"),
            },
            Gateways.ApiKey,
            TimeProvider.System
        );

        var answer = await gateway.SendAsync(Cancel, CancellationToken.None);

        answer.ShouldBeOfType<ExchangeAnswer.NotSent>().Said.Message.ShouldContain("refused");
    }

    [Fact]
    public async Task Request_must_be_not_sent_when_the_tls_handshake_fails()
    {
        await using var server = new LoopbackServer(request => request.AnswerAsync(200, Ok))
        {
            OnConnect = socket => socket.SendAsync("HTTP/1.1 400 This is not TLS\r\n\r\n"u8.ToArray()),
        };
        await using var gateway = OverTls(server, connectTimeout: TimeSpan.FromSeconds(2));

        (await gateway.SendAsync(Cancel, CancellationToken.None)).ShouldBeOfType<ExchangeAnswer.NotSent>();
    }

    [Fact]
    public async Task Request_must_be_not_sent_when_connecting_takes_too_long()
    {
        await using var server = new LoopbackServer(request => request.AnswerAsync(200, Ok));
        await using var gateway = OverTls(server, connectTimeout: TimeSpan.FromMilliseconds(50));

        (await gateway.SendAsync(Cancel, CancellationToken.None)).ShouldBeOfType<ExchangeAnswer.NotSent>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"result\":\"ok\",\"details\":{}}")]
    public async Task Request_must_be_unanswered_when_the_answer_stalls(string before)
    {
        var time = new FakeTimeProvider(Gateways.Start);
        var stalled = new TaskCompletionSource();
        await using var server = new LoopbackServer(async request =>
        {
            await request.SendAsync(before);
            stalled.SetResult();
        });
        await using var gateway = server.Gateway(time);

        var sending = gateway.SendAsync(Cancel, CancellationToken.None);
        await stalled.Task;
        time.Advance(Gateways.Options.RequestTimeout);

        ShouldBeUnknown(await sending, UnknownReason.NoAnswer);
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"result\":\"ok\",\"details\":{}}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1c\r\n{\"result\":\"ok\",\"details\":{}}\r\n")]
    public async Task Request_must_be_unknown_when_the_connection_breaks_before_the_end_of_the_answer(string before)
    {
        foreach (var isReset in new[] { true, false })
        {
            await using var server = new LoopbackServer(async request =>
            {
                await request.SendAsync(before);
                if (isReset)
                    request.Reset();
                else
                    request.Close();
            });
            await using var gateway = server.Gateway();

            ShouldBeUnknown(await gateway.SendAsync(Cancel, CancellationToken.None), UnknownReason.ConnectionLost);
            server.Requests.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Answer_must_be_unreadable_when_it_is_not_http()
    {
        string[] answers =
        [
            "SSH-2.0-OpenSSH_9.6\r\n\r\n",
            $"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 100_000)}\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
        ];
        foreach (var bytes in answers)
        {
            await using var server = new LoopbackServer(request => request.SendAsync(bytes));
            await using var gateway = server.Gateway();

            ShouldBeUnknown(await gateway.SendAsync(Cancel, CancellationToken.None), UnknownReason.UnreadableAnswer);
        }
    }

    [Fact]
    public async Task Answer_must_be_too_long_when_its_length_is_not_told_and_has_no_end()
    {
        await using var server = new LoopbackServer(async request =>
        {
            await request.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            // Without end: only a bounded reader comes back from it.
            while (true)
                await request.SendAsync($"1000\r\n{new string(' ', 0x1000)}\r\n");
        });
        await using var gateway = server.Gateway();

        ShouldBeUnknown(await gateway.SendAsync(Cancel, CancellationToken.None), UnknownReason.AnswerTooLong);
    }

    [Fact]
    public async Task Cancel_must_pass_on_its_own_connection_while_an_order_and_another_cancel_are_out()
    {
        var release = new TaskCompletionSource();
        var waiting = 0;
        var bothWait = new TaskCompletionSource();
        await using var server = new LoopbackServer(async request =>
        {
            if (!request.Head.StartsWith("POST /v1/roles", StringComparison.Ordinal))
            {
                if (Interlocked.Increment(ref waiting) == 2)
                    bothWait.SetResult();
                await release.Task;
            }

            await request.AnswerAsync(200, "{}");
        });
        await using var gateway = server.Gateway();

        var order = gateway.SendAsync(
            Gateways.Outbound(new ExchangeRequest.SendHeartbeat(), lane: Lane.Order),
            default
        );
        var cancel = gateway.SendAsync(Cancel, default);
        await bothWait.Task;
        await gateway.SendAsync(Gateways.Outbound(new ExchangeRequest.ReadRoles()), default);

        cancel.IsCompleted.ShouldBeFalse();
        order.IsCompleted.ShouldBeFalse();
        server.Requests.Select(x => x.Connection).ShouldBeUnique();
        release.SetResult();
        await Task.WhenAll(order, cancel);
    }

    [Fact]
    public async Task Lanes_must_share_no_connection_even_when_one_is_idle()
    {
        await using var server = new LoopbackServer(request => request.AnswerAsync(200, Ok));
        await using var gateway = server.Gateway();

        foreach (var lane in new[] { Lane.Cancel, Lane.Order, Lane.Cancel, Lane.Order })
            await gateway.SendAsync(Gateways.Outbound(Gateways.CancelSession, lane: lane), CancellationToken.None);

        server.Requests.Select(x => x.Connection).ShouldBe([1, 2, 1, 2]);
    }

    private static IExchangeGateway OverTls(LoopbackServer server, TimeSpan connectTimeout) =>
        GeminiGatewayFactory.Create(
            Gateways.Options with
            {
                RestBaseAddress = new Uri($"https://127.0.0.1:{server.Address.Port}"),
                ConnectTimeout = connectTimeout,
                RequestTimeout = TimeSpan.FromSeconds(30),
            },
            Gateways.ApiKey,
            TimeProvider.System
        );

    private static void ShouldBeUnknown(ExchangeAnswer answer, UnknownReason expected) =>
        answer.ShouldBeOfType<ExchangeAnswer.Unknown>().Reason.ShouldBe(expected);
}
