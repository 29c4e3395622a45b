namespace RiskEngine.Protocol.Tests;

public sealed class ExchangeReasonTests
{
    [Fact]
    public void Exchange_reason_must_be_one_bounded_line()
    {
        var reason = new ExchangeReason(new string('c', 65), "a\r\nb\0c" + new string('m', 1000));

        reason.Code.ShouldBe(new string('c', 64));
        reason.Message.ShouldStartWith("a  b cmmm");
        reason.Message.Length.ShouldBe(300);
    }

    [Theory]
    [InlineData("", "", "no reason given")]
    [InlineData("System", "", "System")]
    [InlineData("", "It broke.", "It broke.")]
    [InlineData("System", "It broke.", "System: It broke.")]
    public void Exchange_reason_must_print_what_there_is(string code, string message, string expected) =>
        new ExchangeReason(code, message).ToString().ShouldBe(expected);

    [Fact]
    public void Exchange_reason_must_equal_by_value()
    {
        ShouldEqual.ByValue(
            () => new ExchangeReason("a", "b"),
            new ExchangeReason("a", ""),
            new ExchangeReason("", "b")
        );
        new ExchangeReason("", "").ShouldBe(ExchangeReason.None);
    }

    [Fact]
    public void Exchange_reason_must_be_made_of_texts()
    {
        Should.Throw<ArgumentNullException>(() => new ExchangeReason(null!, ""));
        Should.Throw<ArgumentNullException>(() => new ExchangeReason("", null!));
    }
}
