using RiskEngine.Host.Service;

namespace RiskEngine.Host.Tests.Service;

public sealed class KnownVariablesSpec
{
    [Theory]
    [InlineData("RISKENGINE__OPERATORS__alice_TOKEN", "RISKENGINE__OPERATORS__alice__TOKEN?")]
    [InlineData("RISKENGINE__OPERATORS_alice__ROLES", "RISKENGINE__OPERATORS__alice__ROLES?")]
    [InlineData("RISKENGINE__SESSIONS__MAKER_1_APIKEY_FILE", "RISKENGINE__SESSIONS__MAKER_1__APIKEY_FILE?")]
    [InlineData("RISKENGINE__SESSIONS__maker-1__apikey", "RISKENGINE__SESSIONS__maker-1__APIKEY?")]
    [InlineData("RISKENGINE__STORE__POSTGRESS", "RISKENGINE__STORE__POSTGRES?")]
    [InlineData("RISKENGINE__TOKEN_FILES", "RISKENGINE__TOKEN_FILE?")]
    [InlineData("RISKENGINE__WHATEVER_THIS_IS", "and RISKENGINE__URL, ")]
    public void Variable_must_be_a_fault_that_names_what_was_meant_when_its_shape_is_not_known(
        string name,
        string expected
    )
    {
        var fault = KnownVariables.Check([name]).ShouldHaveSingleItem();

        fault.Key.ShouldBe(name);
        $"{fault}".ShouldContain(expected);
    }

    [Theory]
    [InlineData("RISKENGINE__URL")]
    [InlineData("RISKENGINE__TOKEN_FILE")]
    [InlineData("RISKENGINE__STORE__POSTGRES_FILE")]
    [InlineData("RISKENGINE__CLUSTER__TOKEN")]
    [InlineData("RISKENGINE__ALERTS__WEBHOOK__SECRET")]
    [InlineData("RISKENGINE__SESSIONS__maker-1__APISECRET_FILE")]
    [InlineData("RISKENGINE__SESSIONS__a__b__TOKEN")]
    [InlineData("RISKENGINE__operators__alice__roles")]
    [InlineData("PATH")]
    [InlineData("RISKENGINE_SOMETHING")]
    public void Variable_must_be_taken_when_its_shape_is_known_or_it_is_anothers(string name) =>
        KnownVariables.Check([name]).ShouldBeEmpty();

    [Fact]
    public async Task Service_must_not_start_when_an_operators_variable_is_misspelled()
    {
        await using var start = await ServiceStart.ReadAsync(
            [new ConfigurationText("desk.hocon", "risk-engine { simulator.enabled = on\n sessions { maker-1 {} } }")],
            new Dictionary<string, string> { ["RISKENGINE__OPERATORS__alice_TOKEN"] = "alice-0123456789-0123456789" },
            TimeProvider.System,
            CancellationToken.None
        );

        start.Plan.ShouldBeNull("an operator with every role would be made up in her place");
        start.Faults.ShouldHaveSingleItem().Key.ShouldBe("RISKENGINE__OPERATORS__alice_TOKEN");
    }

    [Fact]
    public void Variable_of_a_session_must_be_told_of_when_no_such_session_is_configured() =>
        KnownVariables
            .Unused(
                [
                    "RISKENGINE__SESSIONS__maker-1__APIKEY",
                    "RISKENGINE__SESSIONS__MAKER_1__APISECRET_FILE",
                    "RISKENGINE__SESSIONS__MAKR_1__APISECRET",
                    "RISKENGINE__SESSIONS__somebody__TOKEN",
                    "RISKENGINE__OPERATORS__alice__TOKEN",
                ],
                ["maker-1"]
            )
            .ShouldBe([
                "RISKENGINE__SESSIONS__MAKR_1__APISECRET is of no session that is configured: did you mean MAKER_1?",
                "RISKENGINE__SESSIONS__somebody__TOKEN is of no session that is configured.",
            ]);
}
