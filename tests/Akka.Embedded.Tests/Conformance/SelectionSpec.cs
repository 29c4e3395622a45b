using Akka.Actor;

namespace Conformance;

public sealed class SelectionSpec : Spec
{
    [Fact]
    public async Task Selection_must_find_an_actor_when_the_path_is_absolute()
    {
        var family = await Family();

        (await Sys.ActorSelection("/user/parent/a").ResolveOne(Soon)).ShouldBe(family.A);
        (await Sys.ActorSelection(family.A.Path).ResolveOne(Soon)).ShouldBe(family.A);
        (await Sys.ActorSelection(family.A.Path.ToString()).ResolveOne(Soon)).ShouldBe(family.A);
    }

    [Fact]
    public async Task Selection_must_find_an_actor_when_the_path_is_relative()
    {
        var family = await Family();

        (await Sys.ActorSelection(family.A, "../b").ResolveOne(Soon)).ShouldBe(family.B);
        (await Sys.ActorSelection(family.Parent, "a").ResolveOne(Soon)).ShouldBe(family.A);
    }

    [Fact]
    public async Task Selection_must_reach_all_matches_when_the_path_has_a_wildcard()
    {
        var family = await Family();

        Sys.ActorSelection("/user/parent/*").Tell(new Identify("all"));

        var found = new[] { await ExpectMsgAsync<ActorIdentity>(), await ExpectMsgAsync<ActorIdentity>() };
        found.Select(identity => identity.Subject).ShouldBe([family.A, family.B], ignoreOrder: true);
        found.ShouldAllBe(identity => (string)identity.MessageId == "all");
    }

    [Fact]
    public async Task Resolving_must_fail_when_nobody_lives_there() =>
        await Should.ThrowAsync<ActorNotFoundException>(() =>
            Sys.ActorSelection("/user/nobody").ResolveOne(TimeSpan.FromSeconds(1))
        );

    [Fact]
    public void Identify_must_be_answered_without_a_subject_when_nobody_lives_there()
    {
        Sys.ActorSelection("/user/nobody").Tell(new Identify(7));

        var identity = ExpectMsg<ActorIdentity>();
        identity.MessageId.ShouldBe(7);
        identity.Subject.ShouldBeNull();
    }

    [Fact]
    public async Task Path_must_name_the_actor_when_written_and_read_again()
    {
        var family = await Family();
        var path = family.A.Path;

        path.ToString().ShouldBe("akka://test/user/parent/a");
        path.ToStringWithoutAddress().ShouldBe("/user/parent/a");
        path.Elements.ShouldBe(["user", "parent", "a"]);
        path.Parent.ShouldBe(family.Parent.Path);
        path.Name.ShouldBe("a");
        ActorPath.Parse(path.ToString()).ShouldBe(path);
        (family.Parent.Path / "a").ShouldBe(path);
    }

    private async Task<(IActorRef Parent, IActorRef A, IActorRef B)> Family()
    {
        var parent = Sys.ActorOf(Props.Create(() => new ParentActor()), "parent");
        return (parent, await parent.Ask<IActorRef>("a", Soon), await parent.Ask<IActorRef>("b", Soon));
    }

    private sealed class ParentActor : ReceiveActor
    {
        public ParentActor() =>
            Receive<string>(name => Sender.Tell(Context.ActorOf(Props.Create(() => new ParentActor()), name)));
    }
}
