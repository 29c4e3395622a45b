using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace RiskEngine.AkkaCluster.Tests.Wire;

/// <summary>What nodes of yesterday wrote must be read tomorrow: the bytes of each manifest stand in <c>golden.txt</c>.</summary>
public sealed class GoldenBytesSpec : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create(
        "wire",
        Akka.Configuration.ConfigurationFactory.ParseString("akka.loglevel = OFF\nakka.actor.provider = local")
            .WithFallback(RiskEngineCluster.Reference)
    );

    private static Dictionary<string, string> Golden { get; } =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Wire", "golden.txt"))
            .Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => parts[1]);

    public static TheoryData<string> Names => [.. Manifests.Names];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _system.Terminate();

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_must_be_written_as_ever_and_read_back_whole(string manifest)
    {
        var message = Samples.All.Single(sample => Manifests.NameOf(sample) == manifest);
        var serializer = (SerializerWithStringManifest)_system.Serialization.FindSerializerFor(message);
        serializer.ShouldBeOfType<RiskEngineSerializer>();

        Encoding.UTF8.GetString(serializer.ToBinary(message)).ShouldBe(Golden[manifest]);
        serializer.FromBinary(Encoding.UTF8.GetBytes(Golden[manifest]), serializer.Manifest(message)).ShouldBe(message);
    }

    [Fact]
    public void Every_golden_line_must_belong_to_a_manifest() =>
        Golden.Keys.ShouldBe(Manifests.Names, ignoreOrder: true);

    [Fact]
    public void Every_message_of_the_protocol_must_have_a_manifest()
    {
        var messages = typeof(ISessionMessage)
            .Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ISessionMessage)));

        messages.Except(Manifests.Types).ShouldBeEmpty();
    }

    [Fact]
    public void Member_of_a_newer_node_must_be_skipped()
    {
        var serializer = new RiskEngineSerializer((ExtendedActorSystem)_system);

        serializer
            .FromBinary("""{"session":"gemini/maker-1","colour":"red"}"""u8.ToArray(), "session-unknown/1")
            .ShouldBe(
                new SessionUnknown(
                    new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("maker-1"))
                )
            );
    }

    [Theory]
    [InlineData("session-unknown/2", """{"session":"gemini/maker-1"}""")]
    [InlineData("session-unknown/1", """{"session":"no session"}""")]
    [InlineData("session-unknown/1", """{"session":7}""")]
    [InlineData("session-unknown/1", "{}")]
    [InlineData("session-unknown/1", """{"session":null}""")]
    [InlineData("session-unknown/1", "{")]
    [InlineData("session-unknown/1", "null")]
    [InlineData("kill-switch-record/1", "{}")]
    [InlineData("kill-switch-progress/1", """{"command":"c-1","engagement":{"epoch":0,"node":"desk-1"}}""")]
    public void Text_must_be_refused_when_it_is_not_the_message(string manifest, string text)
    {
        var serializer = new RiskEngineSerializer((ExtendedActorSystem)_system);

        Should.Throw<SerializationException>(() => serializer.FromBinary(Encoding.UTF8.GetBytes(text), manifest));
    }
}
