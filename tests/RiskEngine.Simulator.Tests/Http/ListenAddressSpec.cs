namespace RiskEngine.Simulator.Tests.Http;

public sealed class ListenAddressSpec
{
    [Theory]
    [InlineData("http://0.0.0.0:5000", "not a loopback address")]
    [InlineData("http://192.168.1.2:5000", "not a loopback address")]
    [InlineData("http://example.com", "not a loopback address")]
    [InlineData("https://192.168.1.2:5000", "not a loopback address")]
    [InlineData("ftp://127.0.0.1", "not an http or https address")]
    [InlineData("http://127.0.0.1:5000/v1", "has a path")]
    public async Task Simulator_must_not_start_when_the_address_is_not_of_this_machine(string url, string fault)
    {
        var options = new SimulatorOptions { Url = new Uri(url) };
        var refused = await Should.ThrowAsync<ArgumentException>(() => GeminiSimulator.StartAsync(options));
        refused.Message.ShouldContain(fault);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://localhost:0")]
    [InlineData("https://127.0.0.1:0")]
    public async Task Simulator_must_find_a_free_port_when_it_is_asked_for_port_0(string url)
    {
        await using var simulator = await GeminiSimulator.StartAsync(new SimulatorOptions { Url = new Uri(url) });
        simulator.BaseAddress.IsLoopback.ShouldBeTrue();
        simulator.BaseAddress.Port.ShouldBeGreaterThan(0);
    }
}
