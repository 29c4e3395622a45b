using System.Reflection;

namespace RiskEngine.Protocol.Tests;

/// <summary>A message gives back what it was made of: each constructor argument stands in the property of its name.</summary>
public sealed class MessageContentTests
{
    private const int LeastMessages = 40;

    private static readonly Engagement Engagement = new(
        new EngagementId(new NodeName("desk-1"), new EngineRunId(1), 3),
        new Epoch(3),
        KillSwitchScope.Everything.Instance,
        new RequestedBy.Person("ann"),
        new Reason("spread gone"),
        DateTimeOffset.UnixEpoch
    );

    private static readonly Dictionary<Type, object> Samples = new object[]
    {
        Some.Session(),
        Some.Command(),
        Some.Effort(),
        Some.Said(),
        Some.Orders(1, 2),
        Engagement,
        Engagement.Id,
        Engagement.Epoch,
        Engagement.Id.Node,
        Engagement.Id.Run,
        Engagement.Reason,
        Engagement.Scope,
        Engagement.By,
        KillSwitchState.Of([Engagement]),
        ValueList.Create<Engagement>([Engagement]),
        ValueList.Create<RequestedBy.Person>([new RequestedBy.Person("ann")]),
        ValueList.Create<ResetApproval>([]),
        ValueList.Create<SessionKey>([Some.Session()]),
        new StrategyId("quoter"),
        new AttemptId(4),
        new Nonce(5),
        new OrderId(6),
        new CancelAttempt(new AttemptId(1), new Nonce(2), AttemptResult.Accepted),
        new PrivateEndpoint("/v1/orders"),
        RequestFields.None,
        TimeSpan.FromSeconds(7),
        DateTimeOffset.UnixEpoch,
        "text",
        8,
        true,
    }.ToDictionary(sample => sample.GetType());

    public static TheoryData<string> Messages => [.. Types().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_must_give_back_what_it_was_made_of(string name)
    {
        var constructor = ConstructorOf(typeof(CancelSession).Assembly.GetType(name)!)!;
        var arguments = constructor.GetParameters().Select(SampleOf).ToArray();

        var message = constructor.Invoke(arguments);

        foreach (var (parameter, argument) in constructor.GetParameters().Zip(arguments))
            message
                .GetType()
                .GetProperty(parameter.Name!, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase)!
                .GetValue(message)
                .ShouldBe(argument, $"{name}.{parameter.Name}");
    }

    [Fact]
    public void Messages_must_be_found_when_there_are_some() => Types().Count().ShouldBeGreaterThan(LeastMessages);

    /// <summary>Every sealed record whose constructor takes nothing but what there is a sample of.</summary>
    private static IEnumerable<Type> Types() =>
        typeof(CancelSession).Assembly.GetExportedTypes().Where(type => ConstructorOf(type) is not null);

    private static ConstructorInfo? ConstructorOf(Type type) =>
        type is { IsClass: true, IsSealed: true, IsAbstract: false, IsGenericType: false }
        && type.GetMethod("<Clone>$") is not null
        && type.GetConstructors() is [var constructor]
        && constructor.GetParameters().Length > 1
        && constructor.GetParameters().All(parameter => SampleOf(parameter) is not null && HasProperty(type, parameter))
            ? constructor
            : null;

    private static bool HasProperty(Type type, ParameterInfo parameter) =>
        type.GetProperty(parameter.Name!, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase)
            is not null;

    private static object? SampleOf(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type.IsEnum
            ? Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)
            : Samples.FirstOrDefault(sample => type.IsAssignableFrom(sample.Key)).Value;
    }
}
