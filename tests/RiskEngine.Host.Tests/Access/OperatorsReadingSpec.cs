using RiskEngine.Host.Access;

namespace RiskEngine.Host.Tests.Access;

public sealed class OperatorsReadingSpec
{
    private const string Token = "0123456789-0123456789-0123";

    [Fact]
    public void Operators_must_have_their_names_tokens_and_roles_when_they_are_without_fault()
    {
        var known = Read(
                ("RISKENGINE__OPERATORS__ALICE__TOKEN_FILE", "/tokens/alice"),
                ("RISKENGINE__OPERATORS__ALICE__ROLES", "Viewer, engager"),
                ("RISKENGINE__OPERATORS__bob.b__TOKEN", $"{Token}-b"),
                ("RISKENGINE__OPERATORS__bob.b__ROLES", "resetter"),
                ("RISKENGINE__SESSIONS__x__APIKEY", "no operator")
            )
            .ShouldBeOfType<OperatorsResult.Valid>()
            .Known;

        known
            .Select(one => (one.Operator.Person.Name, one.Operator.Roles, one.Token))
            .ShouldBe([
                ("alice", OperatorRoles.Viewer | OperatorRoles.Engager, Token),
                ("bob.b", OperatorRoles.Resetter, $"{Token}-b"),
            ]);
        var operators = new Operators(known);
        operators.Find(Token)!.Person.Name.ShouldBe("alice");
        operators.Find($"{Token} ").ShouldBeNull();
        operators.Find("").ShouldBeNull();
    }

    [Fact]
    public void Every_fault_must_be_listed_and_no_token_shown_when_variables_are_wrong()
    {
        var faults = Read(
                ("RISKENGINE__OPERATORS__-bad__TOKEN", "tooshort"),
                ("RISKENGINE__OPERATORS__-bad__ROLES", "viewer, owner"),
                ("RISKENGINE__OPERATORS__carol__TOKEN", Token),
                ("RISKENGINE__OPERATORS__dave__ROLES", "viewer"),
                ("RISKENGINE__OPERATORS__erin__TOKEN", Token),
                ("RISKENGINE__OPERATORS__erin__ROLES", ""),
                ("RISKENGINE__OPERATORS__erin__COLOR", "red"),
                ("RISKENGINE__OPERATORS__fred__TOKEN", Token),
                ("RISKENGINE__OPERATORS__fred__TOKEN_FILE", "/tokens/none"),
                ("RISKENGINE__OPERATORS__fred__ROLES", "viewer"),
                ("RISKENGINE__OPERATORS__gil__TOKEN_FILE", "/tokens/none"),
                ("RISKENGINE__OPERATORS__gil__ROLES", "viewer"),
                ("RISKENGINE__OPERATORS__hal__TOKEN_FILE", ""),
                ("RISKENGINE__OPERATORS__hal__ROLES", "viewer")
            )
            .ShouldBeOfType<OperatorsResult.Faulty>()
            .Faults.Select(fault => $"{fault}")
            .ToList();

        foreach (
            var part in (string[])
                [
                    "-bad__TOKEN: a name is",
                    "__TOKEN: must be 24 or more",
                    "'owner' must be one of",
                    "carol__ROLES: is not set",
                    "dave__TOKEN: is not set",
                    "erin__ROLES: names no role",
                    "erin__COLOR: is no setting",
                    "fred__TOKEN: is given beside",
                    "gil__TOKEN_FILE: the file",
                    "hal__TOKEN_FILE: the file",
                ]
        )
            faults.ShouldContain(fault => fault.Contains(part), part);
        faults.ShouldAllBe(fault => !fault.Contains(Token) && !fault.Contains("tooshort"));
    }

    [Fact]
    public void Token_must_be_one_persons_when_two_have_the_same() =>
        Read(
                ("RISKENGINE__OPERATORS__a__TOKEN", Token),
                ("RISKENGINE__OPERATORS__a__ROLES", "viewer"),
                ("RISKENGINE__OPERATORS__b__TOKEN", Token),
                ("RISKENGINE__OPERATORS__b__ROLES", "viewer")
            )
            .ShouldBeOfType<OperatorsResult.Faulty>()
            .Faults.ShouldHaveSingleItem()
            .ToString()
            .ShouldContain("is also a's");

    private static OperatorsResult Read(params (string Name, string Value)[] variables) =>
        OperatorsReading.Of(
            variables.Select(one => KeyValuePair.Create(one.Name, one.Value)),
            path => path == "/tokens/alice" ? $"{Token}\n" : File.ReadAllText(path)
        );
}
