namespace RiskEngine.Protocol.Tests;

public sealed class RequestFieldsTests
{
    [Fact]
    public void Fields_must_keep_their_order()
    {
        var fields = new RequestFields([
            new RequestField.Text("symbol", "btcusd"),
            new RequestField.Number("order_id", ulong.MaxValue),
            new RequestField.Flag("hidden", true),
            new RequestField.Texts("options", ["maker-or-cancel"]),
        ]);

        fields.Fields.Select(x => x.Name).ShouldBe(["symbol", "order_id", "hidden", "options"]);
        RequestFields.None.Fields.ShouldBeEmpty();
    }

    [Fact]
    public void Fields_must_be_refused_when_they_are_the_engines_own()
    {
        foreach (var name in new[] { "request", "nonce", "account" })
            Should
                .Throw<ArgumentException>(() => new RequestFields([new RequestField.Text(name, "1")]))
                .Message.ShouldContain(name);
    }

    [Fact]
    public void Fields_must_be_refused_when_a_name_occurs_twice() =>
        Should
            .Throw<ArgumentException>(() =>
                new RequestFields([new RequestField.Text("price", "1"), new RequestField.Number("price", 2)])
            )
            .Message.ShouldContain("price");

    [Fact]
    public void Fields_must_be_refused_when_they_are_too_many()
    {
        new RequestFields(Some(RequestFields.Limit)).Fields.Count.ShouldBe(RequestFields.Limit);
        Should.Throw<ArgumentException>(() => new RequestFields(Some(RequestFields.Limit + 1)));

        static ValueList<RequestField> Some(int count) =>
            Enumerable.Range(0, count).Select(i => new RequestField.Flag($"f{i}", true)).ToValueList<RequestField>();
    }

    [Fact]
    public void Fields_must_be_given() => Should.Throw<ArgumentNullException>(() => new RequestFields(null!));

    [Fact]
    public void Fields_must_equal_by_value()
    {
        ShouldEqual.ByValue<RequestField>(
            () => new RequestField.Texts("a", ["1"]),
            new RequestField.Texts("a", ["2"]),
            new RequestField.Texts("b", ["1"]),
            new RequestField.Text("a", "1"),
            new RequestField.Number("a", 1),
            new RequestField.Flag("a", true)
        );
        ShouldEqual.ByValue(
            () => new RequestFields([new RequestField.Number("a", 1)]),
            new RequestFields([new RequestField.Number("a", 2)]),
            RequestFields.None
        );
    }
}
