using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Http;

public sealed class HttpFrontSpec : IAsyncLifetime, IDisposable
{
    private static readonly ApiKey Beating = new("beating", "account-beating", "s") { RequireHeartbeat = true };

    private readonly FakeTimeProvider _time = new(Lab.Start);
    private GeminiSimulator _simulator = null!;
    private Client _client = null!;

    public async Task InitializeAsync()
    {
        _simulator = await GeminiSimulator.StartAsync(
            new SimulatorOptions { Credentials = [Lab.Maker, Lab.Taker, Beating], RateLimit = null },
            _time
        );
        _client = new Client(_simulator);
    }

    public async Task DisposeAsync() => await _simulator.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Front_must_serve_the_whole_life_of_an_order_when_a_client_signs()
    {
        var placed = await _client.ReadAsync(Lab.New, Lab.ALimitOrder);
        var order = _simulator.World.OpenOrders.Single();
        placed.ShouldContain($"\"order_id\":\"{order.Id}\"");
        (await _client.ReadAsync(Lab.Orders)).ShouldBe($"[{placed}]");
        (await _client.ReadAsync(Lab.Session)).ShouldBe(
            $$$"""{"result":"ok","details":{"cancelRejects":[],"cancelledOrders":[{{{order.Id}}}]}}"""
        );
        _simulator.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Front_must_send_type_length_and_the_injected_date_when_it_answers()
    {
        using var response = await _client.SendAsync(Lab.Heartbeat);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json");
        response.Content.Headers.ContentLength.ShouldBe(15);
        response.Headers.Date.ShouldBe(Lab.Start);
        response.Headers.Server.ShouldBeEmpty();
    }

    [Fact]
    public async Task Front_must_tolerate_a_body_when_a_client_sends_one()
    {
        using var response = await _client.SendAsync(Lab.Heartbeat, body: "{\"not\":\"empty\"}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/v1/nothing")]
    [InlineData(Lab.Session)] // GET
    public async Task Front_must_answer_404_as_json_when_there_is_no_such_endpoint(string path)
    {
        using var response = await _client.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"reason\":\"EndpointNotFound\"");
    }

    [Theory]
    [InlineData("429 retry-after 3s", HttpStatusCode.TooManyRequests, "3")]
    [InlineData("429 retry-date 3s", HttpStatusCode.TooManyRequests, "Fri, 02 Jan 2026 03:04:08 GMT")]
    [InlineData("429", HttpStatusCode.TooManyRequests, null)]
    [InlineData("500-text", HttpStatusCode.InternalServerError, null)]
    [InlineData("500-empty", HttpStatusCode.InternalServerError, null)]
    [InlineData("502", HttpStatusCode.BadGateway, null)]
    [InlineData("503", HttpStatusCode.ServiceUnavailable, null)]
    public async Task Front_must_send_status_and_headers_when_the_plan_makes_an_error(
        string effect,
        HttpStatusCode status,
        string? retryAfter
    )
    {
        _simulator.World.UseFaults(FaultPlan.Parse($"*: {effect}"));
        using var response = await _client.SendAsync(Lab.Heartbeat);
        response.StatusCode.ShouldBe(status);
        response.Headers.RetryAfter?.ToString().ShouldBe(retryAfter);
    }

    [Fact]
    public async Task Client_must_be_redirected_when_the_plan_says_so()
    {
        _simulator.World.UseFaults(FaultPlan.Parse("*: 301"));
        using var response = await _client.SendAsync(Lab.Heartbeat);
        response.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        response.Headers.Location!.ToString().ShouldBe("/moved");
    }

    [Theory]
    [InlineData("gzip", DecompressionMethods.GZip)]
    [InlineData("deflate", DecompressionMethods.Deflate)]
    [InlineData("br", DecompressionMethods.Brotli)]
    public async Task Body_must_be_compressed_unasked_when_the_plan_says_so(string coding, DecompressionMethods method)
    {
        _simulator.World.UseFaults(FaultPlan.Parse($"*: compress {coding}"));
        using var raw = await _client.SendAsync(Lab.Heartbeat);
        raw.RequestMessage!.Headers.AcceptEncoding.ShouldBeEmpty();
        raw.Content.Headers.ContentEncoding.ShouldBe([coding]);
        (await raw.Content.ReadAsStringAsync()).ShouldNotBe("""{"result":"ok"}""");

        using var reading = new Client(_simulator, method, firstNonce: 2_000);
        (await reading.ReadAsync(Lab.Heartbeat)).ShouldBe("""{"result":"ok"}""");
    }

    [Fact]
    public async Task Date_must_lie_or_be_missing_on_the_wire_when_the_plan_says_so()
    {
        _simulator.World.UseFaults(FaultPlan.Parse("*: date 9999-12-31 x1, date none x1"));
        using var lying = await _client.SendAsync(Lab.Heartbeat);
        lying.Headers.Date.ShouldBe(new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero));
        using var silent = await _client.SendAsync(Lab.Heartbeat);
        silent.Headers.Date.ShouldBeNull();
    }

    [Theory]
    [InlineData("301 html", HttpStatusCode.MovedPermanently, "text/html")]
    [InlineData("404 empty", HttpStatusCode.NotFound, "text/plain")]
    [InlineData("599 html", (HttpStatusCode)599, "text/html")]
    public async Task Page_must_reach_the_caller_with_status_and_type_when_a_front_answers(
        string effect,
        HttpStatusCode status,
        string type
    )
    {
        _simulator.World.UseFaults(FaultPlan.Parse($"*: {effect} x1"));
        using var response = await _client.SendAsync(Lab.Heartbeat);
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
    }

    [Theory]
    [InlineData("drop", HttpRequestError.ResponseEnded, false)]
    [InlineData("drop-after", HttpRequestError.ResponseEnded, true)]
    [InlineData("reset", null, false)]
    [InlineData("reset-after", null, true)]
    public async Task Client_must_lose_the_connection_without_an_answer_when_the_plan_says_so(
        string effect,
        HttpRequestError? error,
        bool executed
    )
    {
        await _client.ReadAsync(Lab.New, Lab.ALimitOrder);
        _simulator.World.UseFaults(FaultPlan.Parse($"*: {effect} x1"));

        var lost = await Should.ThrowAsync<HttpRequestException>(() => _client.SendAsync(Lab.Session));

        if (error is null)
            Innermost(lost).ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
        else
            lost.HttpRequestError.ShouldBe(error.Value);
        _simulator.World.OpenOrders.Count.ShouldBe(executed ? 0 : 1);
        // Sent once: whoever resends has to do so with a new nonce.
        _simulator.World.RequestCount.ShouldBe(2);
        (await _client.ReadAsync(Lab.Heartbeat)).ShouldBe("""{"result":"ok"}""");
    }

    [Fact]
    public async Task Client_must_get_half_a_body_and_then_the_end_when_the_plan_truncates()
    {
        _simulator.World.UseFaults(FaultPlan.Parse("*: truncate x1"));
        var lost = await Should.ThrowAsync<HttpRequestException>(() => _client.ReadAsync(Lab.Heartbeat));
        lost.InnerException.ShouldBeOfType<HttpIOException>().HttpRequestError.ShouldBe(HttpRequestError.ResponseEnded);
        (await _client.ReadAsync(Lab.Heartbeat)).ShouldBe("""{"result":"ok"}""");
    }

    [Theory]
    [InlineData("stall", false)]
    [InlineData("stall-after", true)]
    public async Task Client_must_wait_in_vain_until_it_gives_up_when_the_plan_stalls(string effect, bool executed)
    {
        _simulator.World.UseFaults(FaultPlan.Parse($"cancel/session: {effect}"));
        await _client.ReadAsync(Lab.New, Lab.ALimitOrder);
        using var patience = new CancellationTokenSource();
        var cancel = _client.SendAsync(Lab.Session, cancellationToken: patience.Token);
        await Eventually.BeTrue(() => _simulator.World.Requests[^1].Delivered == Delivery.Never, "the cancel stalls");
        _time.Advance(TimeSpan.FromHours(1));
        cancel.IsCompleted.ShouldBeFalse();
        await patience.CancelAsync();
        await Should.ThrowAsync<TaskCanceledException>(() => cancel);
        _simulator.World.OpenOrders.Count.ShouldBe(executed ? 0 : 1);
    }

    [Fact]
    public async Task Answer_must_come_when_the_latency_has_passed_on_the_injected_clock()
    {
        _simulator.World.UseFaults(FaultPlan.Parse("*: latency 5m"));
        var answer = _client.ReadAsync(Lab.Heartbeat);
        await Eventually.BeTrue(() => _simulator.World.RequestCount == 1, "the request arrives");
        answer.IsCompleted.ShouldBeFalse();
        await Eventually.BeTrue(
            () =>
            {
                _time.Advance(TimeSpan.FromMinutes(5));
                return answer.IsCompleted;
            },
            "the answer"
        );
        (await answer).ShouldBe("""{"result":"ok"}""");
    }

    [Fact]
    public async Task Held_order_must_land_after_the_cancel_even_when_its_sender_is_gone()
    {
        _simulator.World.Switches = new Switches { Fence = false };
        _simulator.World.UseFaults(FaultPlan.Parse("new: hold 300ms"));
        using var patience = new CancellationTokenSource();
        var order = _client.SendAsync(Lab.New, Lab.ALimitOrder, cancellationToken: patience.Token);
        await Eventually.BeTrue(() => _simulator.World.RequestCount == 1, "the order is in flight");
        await patience.CancelAsync();
        await Should.ThrowAsync<TaskCanceledException>(() => order);

        (await _client.ReadAsync(Lab.Session)).ShouldContain("\"cancelledOrders\":[]");
        _simulator.World.OpenOrders.ShouldBeEmpty();
        await Eventually.BeTrue(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(300));
                return _simulator.World.OpenOrdersOf("maker").Count == 1;
            },
            "the order lands"
        );
    }

    [Fact]
    public async Task Silent_session_must_lose_its_orders_when_the_injected_clock_passes_30_seconds()
    {
        await _client.ReadAsync(Lab.New, Lab.ALimitOrder, Beating);
        _time.Advance(TimeSpan.FromSeconds(29.9));
        _simulator.World.OpenOrders.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        _simulator.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_clients_must_be_served_at_once_when_each_has_its_own_key()
    {
        var keys = Enumerable.Range(0, 8).Select(i => new ApiKey($"k{i}", $"account-k{i}", $"s{i}")).ToList();
        keys.ForEach(_simulator.World.SetCredential);
        await Task.WhenAll(
            keys.Select(async key =>
            {
                for (var i = 0; i < 10; i++)
                    (await _client.ReadAsync(Lab.New, Lab.ALimitOrder, key)).ShouldContain("\"is_live\":true");
            })
        );
        keys.ShouldAllBe(key => _simulator.World.OpenOrdersOf(key.Alias).Count == 10);
    }

    [Fact]
    public async Task Fixed_port_must_be_refused_when_it_is_taken()
    {
        var taken = new SimulatorOptions { Url = _simulator.BaseAddress };
        await Should.ThrowAsync<IOException>(() => GeminiSimulator.StartAsync(taken));
    }

    [Fact]
    public async Task Stop_must_be_quick_when_requests_stall_and_wait()
    {
        _simulator.World.UseFaults(
            FaultPlan.Parse("heartbeat: stall; roles: latency 1h; new: hold 1h; orders: transit 1h")
        );
        var open = new[]
        {
            _client.SendAsync(Lab.Heartbeat),
            _client.SendAsync(Lab.Roles),
            _client.SendAsync(Lab.New, Lab.ALimitOrder),
            _client.SendAsync(Lab.Orders),
        };
        await Eventually.BeTrue(() => _simulator.World.RequestCount == open.Length, "all requests arrive");

        await _simulator.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);

        foreach (var request in open)
            await Should.ThrowAsync<HttpRequestException>(() => request);
    }

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
