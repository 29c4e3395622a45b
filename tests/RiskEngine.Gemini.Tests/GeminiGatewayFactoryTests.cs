namespace RiskEngine.Gemini.Tests;

public sealed class GeminiGatewayFactoryTests
{
    [Fact]
    public void Gateway_must_not_be_made_when_settings_have_faults()
    {
        var fault = Should.Throw<ArgumentException>(() =>
            GeminiGatewayFactory.Create(
                Gateways.Options with
                {
                    MaxAnswerBytes = 0,
                },
                new SessionCredentials.ApiKey(new Secret("master-hidden"), new Secret("hidden ")),
                TimeProvider.System
            )
        );

        fault.Message.ShouldContain("max-answer-bytes");
        fault.Message.ShouldContain("APISECRET");
        fault.Message.ShouldContain("account");
        fault.Message.ShouldNotContain("hidden");
    }

    [Fact]
    public async Task Gateway_must_ask_for_one_handler_a_lane_and_dispose_of_them()
    {
        var lanes = new List<Lane>();
        var gateway = GeminiGatewayFactory.Create(
            Gateways.Options,
            Gateways.ApiKey,
            TimeProvider.System,
            lane =>
            {
                lanes.Add(lane);
                return new StubHandler(_ => throw new InvalidOperationException());
            }
        );

        await gateway.DisposeAsync();

        lanes.ShouldBe([Lane.Cancel, Lane.Order]);
    }
}
