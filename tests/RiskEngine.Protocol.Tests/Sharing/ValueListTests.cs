using System.Collections;

namespace RiskEngine.Protocol.Tests;

public sealed class ValueListTests
{
    [Fact]
    public void List_must_equal_by_items_and_order()
    {
        ShouldEqual.ByValue<ValueList<int>>(() => [1, 2], [2, 1], [1], [1, 2, 3], []);
        ((ValueList<int>)[1]).Equals("[1]").ShouldBeFalse();
    }

    [Fact]
    public void List_must_be_read_in_order()
    {
        ValueList<string> list = ["a", "b"];

        list.Count.ShouldBe(2);
        list[1].ShouldBe("b");
        list.ToArray().ShouldBe(["a", "b"]);
        ((IEnumerable)list).Cast<string>().ShouldBe(["a", "b"]);
        list.ToString().ShouldBe("[a, b]");
        Should.Throw<IndexOutOfRangeException>(() => list[2]);
    }

    [Fact]
    public void List_must_not_change_when_its_source_does()
    {
        var source = new[] { 1, 2 };
        var spanned = ValueList.Create<int>(source);
        var enumerated = source.ToValueList();

        source[0] = 9;

        spanned.ShouldBe([1, 2]);
        enumerated.ShouldBe([1, 2]);
    }

    [Fact]
    public void Beginning_of_a_list_must_say_how_long_the_whole_is()
    {
        ValueList<int> whole = [1, 2, 3, 4];

        var first = whole.First(2);

        first.ShouldBe([1, 2]);
        (first.Count, first.Omitted, first.Total).ShouldBe((2, 2, 4));
        first.ToString().ShouldBe("[1, 2, and 2 more]");
        first.First(1).Total.ShouldBe(4);
        whole.First(0).ToString().ShouldBe("[and 4 more]");
        whole.First(4).ShouldBeSameAs(whole);
        (whole.Omitted, whole.Total).ShouldBe((0, 4));
        Should.Throw<ArgumentOutOfRangeException>(() => whole.First(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => whole.WithOmitted(-1));
    }

    [Fact]
    public void List_must_differ_from_the_beginning_of_a_longer_one() =>
        ShouldEqual.ByValue<ValueList<int>>(
            () => ((ValueList<int>)[1, 2, 3]).First(2),
            [1, 2],
            ((ValueList<int>)[1, 2]).WithOmitted(2)
        );

    [Fact]
    public void Text_of_a_list_must_stay_a_line_when_the_list_is_long()
    {
        var text = Enumerable.Range(1, 10_000).ToValueList().ToString();

        text.ShouldStartWith("[1, 2, 3, ");
        text.ShouldEndWith(", 64, and 9936 more]");
    }

    [Fact]
    public void List_must_be_the_empty_one_when_it_has_no_items()
    {
        ValueList<int> none = [];

        none.ShouldBeSameAs(ValueList<int>.Empty);
        Enumerable.Empty<int>().ToValueList().ShouldBeSameAs(ValueList<int>.Empty);
        none.ToString().ShouldBe("[]");
    }
}
