namespace RiskEngine.Tests.Clustering;

public sealed class FencedGatewaySpec
{
    public static TheoryData<string> Members =>
        [.. typeof(IExchangeGateway).GetMethods().Select(method => method.Name)];

    /// <summary>The port has defaults for what an adapter need not know; a wrapper that has them would hide what its own does.</summary>
    [Theory]
    [MemberData(nameof(Members))]
    public void Member_of_the_gateway_must_be_passed_on_when_a_lease_is_needed(string member)
    {
        var map = typeof(FencedGateway).GetInterfaceMap(typeof(IExchangeGateway));
        var at = Array.FindIndex(map.InterfaceMethods, method => method.Name == member);

        map.TargetMethods[at].DeclaringType.ShouldBe(typeof(FencedGateway));
    }
}
