using Microsoft.Extensions.Time.Testing;

namespace RiskEngine.Gemini.Tests;

public sealed class GeminiGatewayTests
{
    private static readonly OutboundRequest Cancel = Gateways.Outbound(Gateways.CancelSession);

    [Theory]
    [InlineData("/v1/order/new", "client_order_id", "mm-1", "mm-1")]
    [InlineData("/v1/order/new", "client_order_id", "", null)]
    [InlineData("/v1/order/new", "note", "mm-1", null)]
    [InlineData("/v1/order/status", "client_order_id", "mm-1", null)]
    [InlineData("/v1/prediction-markets/order", "client_order_id", "mm-1", null)]
    public async Task Order_must_be_known_by_the_name_under_which_it_is_placed(
        string path,
        string field,
        string value,
        string? name
    )
    {
        await using var gateway = Gateways.Behind(new StubHandler(_ => StubHandler.Response(200, "{}")));
        var request = new ExchangeRequest.SendPrivate(
            new PrivateEndpoint(path),
            new RequestFields([new RequestField.Text(field, value)])
        );

        gateway.Capabilities.NameOf(request)?.Value.ShouldBe(name);
        (gateway.Capabilities.NameOf(request) is null).ShouldBe(name is null);
    }

    [Theory]
    [InlineData(WholeLists.Spot, true, "/v1/order/new", true)]
    [InlineData(WholeLists.Spot, true, "/v1/prediction-markets/order", false)]
    [InlineData(WholeLists.Spot, true, "/v2/order/new", false)]
    [InlineData(WholeLists.Spot, true, null, false)]
    [InlineData(WholeLists.None, false, "/v1/order/new", true)]
    [InlineData(WholeLists.None, false, "/v1/prediction-markets/order", false)]
    [InlineData(WholeLists.All, true, "/v1/prediction-markets/order", true)]
    [InlineData(WholeLists.All, true, null, true)]
    public async Task Lists_must_be_taken_to_know_what_the_setting_says(
        WholeLists setting,
        bool areWhole,
        string? path,
        bool isKnown
    )
    {
        var options = Gateways.Options with { WholeLists = setting };
        await using var gateway = Gateways.Behind(
            new StubHandler(_ => StubHandler.Response(200, "{}")),
            options: options
        );

        gateway.Capabilities.ListsAreWhole.ShouldBe(areWhole);
        gateway.Capabilities.ListsKnow(path is null ? null : new PrivateEndpoint(path)).ShouldBe(isKnown);
    }

    [Fact]
    public async Task Request_must_be_unanswered_when_the_caller_gives_up()
    {
        using var caller = new CancellationTokenSource();
        await using var gateway = Gateways.Behind(Stalled(out var arrived));

        var sending = gateway.SendAsync(Cancel, caller.Token);
        await arrived;
        await caller.CancelAsync();

        ShouldBeUnknown(await sending, UnknownReason.NoAnswer);
    }

    [Fact]
    public async Task Request_must_be_unanswered_when_its_time_is_over()
    {
        var time = new FakeTimeProvider(Gateways.Start);
        await using var gateway = Gateways.Behind(Stalled(out var arrived), time: time);

        var sending = gateway.SendAsync(Cancel, CancellationToken.None);
        await arrived;
        time.Advance(Gateways.Options.RequestTimeout - TimeSpan.FromTicks(1));
        sending.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromTicks(1));

        ShouldBeUnknown(await sending, UnknownReason.NoAnswer);
    }

    [Fact]
    public async Task Request_must_be_unanswered_when_the_gateway_is_disposed_of()
    {
        var gateway = Gateways.Behind(Stalled(out var arrived));

        var sending = gateway.SendAsync(Cancel, CancellationToken.None);
        await arrived;
        await gateway.DisposeAsync();

        ShouldBeUnknown(await sending, UnknownReason.NoAnswer);
        await Should.ThrowAsync<ObjectDisposedException>(() => gateway.SendAsync(Cancel, CancellationToken.None));
    }

    [Fact]
    public async Task Request_must_be_unanswered_when_it_crosses_the_disposal_of_the_gateway()
    {
        IExchangeGateway? gateway = null;
        gateway = Gateways.Behind(
            new StubHandler(
                async (_, _) =>
                {
                    await gateway!.DisposeAsync();
                    throw new ObjectDisposedException("handler");
                }
            )
        );

        ShouldBeUnknown(await gateway.SendAsync(Cancel, CancellationToken.None), UnknownReason.NoAnswer);
    }

    [Fact]
    public async Task Defect_must_fail_the_task()
    {
        await using var gateway = Gateways.Behind(new StubHandler(_ => throw new InvalidOperationException("bug")));

        await Should.ThrowAsync<InvalidOperationException>(() => gateway.SendAsync(Cancel, CancellationToken.None));
        await Should.ThrowAsync<ArgumentNullException>(() => gateway.SendAsync(null!, CancellationToken.None));
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, NotSentReason.NameNotResolved, "")]
    [InlineData(HttpRequestError.ConnectionError, NotSentReason.NotConnected, "")]
    [InlineData(HttpRequestError.SecureConnectionError, NotSentReason.TlsFailed, "TLS failed: ")]
    public async Task Request_must_be_not_sent_when_no_connection_came_about(
        HttpRequestError error,
        NotSentReason reason,
        string before
    )
    {
        var answer = await Failing(new HttpRequestException(error, $"no way for {Gateways.Key}"));

        answer.ShouldBe(
            new ExchangeAnswer.NotSent(new ExchangeReason("", $"{before}no way for (redacted)")) { Reason = reason }
        );
    }

    [Fact]
    public async Task Request_must_be_not_sent_when_connecting_took_too_long()
    {
        var answer = await Failing(new TaskCanceledException("slow", new TimeoutException()));

        answer.ShouldBeOfType<ExchangeAnswer.NotSent>().Reason.ShouldBe(NotSentReason.ConnectTimeout);
    }

    public static readonly TheoryData<Exception, UnknownReason> Broken = new()
    {
        { new HttpRequestException(HttpRequestError.Unknown), UnknownReason.ConnectionLost },
        { new HttpRequestException(HttpRequestError.ResponseEnded), UnknownReason.ConnectionLost },
        { new HttpIOException(HttpRequestError.ResponseEnded), UnknownReason.ConnectionLost },
        { new IOException("reset"), UnknownReason.ConnectionLost },
        { new HttpRequestException(HttpRequestError.InvalidResponse), UnknownReason.UnreadableAnswer },
        { new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), UnknownReason.UnreadableAnswer },
        { new HttpIOException(HttpRequestError.InvalidResponse), UnknownReason.UnreadableAnswer },
        { new OperationCanceledException(), UnknownReason.NoAnswer },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Request_must_be_unknown_when_the_connection_broke(Exception failure, UnknownReason expected) =>
        ShouldBeUnknown(await Failing(failure), expected);

    private static async Task<ExchangeAnswer> Failing(Exception failure)
    {
        await using var gateway = Gateways.Behind(new StubHandler(_ => throw failure));
        return await gateway.SendAsync(Cancel, CancellationToken.None);
    }

    private static StubHandler Stalled(out Task arrived)
    {
        var arrival = new TaskCompletionSource();
        arrived = arrival.Task;
        return new StubHandler(
            async (_, cancellationToken) =>
            {
                arrival.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                throw new InvalidOperationException("unreachable");
            }
        );
    }

    private static void ShouldBeUnknown(ExchangeAnswer answer, UnknownReason expected) =>
        answer.ShouldBeOfType<ExchangeAnswer.Unknown>().Reason.ShouldBe(expected);
}
