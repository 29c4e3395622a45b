namespace RiskEngine.Core.Tests;

public sealed class NamesSpec
{
    private static readonly Names<CancelProof> Names = new(EnumNames.Name);

    [Fact]
    public void Every_value_must_be_read_by_its_name()
    {
        foreach (var proof in Enum.GetValues<CancelProof>())
            Names.Read(proof.Name()).ShouldBe(proof);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("accountQuiet")]
    [InlineData("AccountQuiet, OwnOrdersQuiet")]
    public void Other_text_must_be_no_value(string text) => Names.Read(text).ShouldBeNull();

    [Fact]
    public void Two_values_must_not_have_one_name() =>
        Should.Throw<ArgumentException>(() => new Names<CancelListing>(_ => "same"));

    [Fact]
    public void Number_that_is_no_value_must_have_no_name() =>
        Should.Throw<System.Runtime.CompilerServices.SwitchExpressionException>(() => ((CancelProof)99).Name());
}
