namespace RiskEngine.Protocol.Tests;

public sealed class OrderIdTests
{
    public static TheoryData<string> Good =>
        [
            "7",
            "18446744073709551615",
            "b0f3c2de-0000-4000-8000-5a5a5a5a5a5a",
            "O/x+1==:#{}|~!\"",
            new string('9', OrderId.LongestText),
        ];

    public static TheoryData<string> Bad =>
        ["", " ", "a b", "7\n", "\t7", "7\0", "ä", "\u00a07", new string('9', OrderId.LongestText + 1)];

    [Theory]
    [MemberData(nameof(Good))]
    public void Id_must_be_kept_as_the_exchange_wrote_it(string text)
    {
        OrderId.IsId(text).ShouldBeTrue();
        new OrderId(text).Value.ShouldBe(text);
        new OrderId(text).ToString().ShouldBe(text);
        ShouldEqual.ByValue(() => new OrderId(text), new OrderId("other"));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Id_must_be_refused_when_it_is_not_one_word_of_printable_characters(string text)
    {
        OrderId.IsId(text).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => new OrderId(text));
    }

    [Theory]
    [InlineData("9", "10", -1)]
    [InlineData("10", "9", 1)]
    [InlineData("10", "10", 0)]
    [InlineData("18446744073709551614", "18446744073709551615", -1)]
    [InlineData("B", "a", -1)]
    public void Ids_must_be_ordered_by_length_and_then_by_character(string left, string right, int order)
    {
        var (a, b) = (new OrderId(left), new OrderId(right));

        Math.Sign(a.CompareTo(b)).ShouldBe(order);
        (a < b).ShouldBe(order < 0);
        (a > b).ShouldBe(order > 0);
        (a <= b).ShouldBe(order <= 0);
        (a >= b).ShouldBe(order >= 0);
        a.CompareTo(null).ShouldBe(1);
    }
}
