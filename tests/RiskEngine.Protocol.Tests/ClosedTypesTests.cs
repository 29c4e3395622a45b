using System.Reflection;

namespace RiskEngine.Protocol.Tests;

public sealed class ClosedTypesTests
{
    private static readonly Type[] Words = typeof(SessionKey).Assembly.GetExportedTypes();

    [Fact]
    public void Outcome_of_a_cancel_must_be_one_of_five() =>
        Words
            .Where(x => x.IsSubclassOf(typeof(SessionCancelOutcome)))
            .ShouldBe(
                [
                    typeof(SessionCanceled),
                    typeof(SessionCancelPartial),
                    typeof(SessionCancelDenied),
                    typeof(SessionCancelRejected),
                    typeof(SessionCancelUnconfirmed),
                ],
                ignoreOrder: true
            );

    [Fact]
    public void Outcome_of_a_private_request_must_be_one_of_four() =>
        Words.Count(x => x.IsSubclassOf(typeof(PrivateRequestOutcome))).ShouldBe(4);

    [Fact]
    public void Class_must_be_sealed_or_closed_to_other_assemblies()
    {
        foreach (var type in Words.Where(x => x.IsClass && !x.IsSealed))
        {
            type.IsAbstract.ShouldBeTrue(type.Name);
            // What a compiler adds for copying needs an instance that exists already.
            type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(x => x.GetParameters() is not [var only] || only.ParameterType != type)
                .ShouldAllBe(x => x.IsPrivate || x.IsFamilyAndAssembly);
        }
    }

    [Fact]
    public void Property_must_not_change_after_construction()
    {
        var setters = Words
            .Where(x => !x.IsInterface)
            .SelectMany(x => x.GetProperties())
            .Select(x => x.SetMethod)
            .OfType<MethodInfo>();

        setters.ShouldAllBe(x =>
            x.ReturnParameter.GetRequiredCustomModifiers()
                .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
        );
    }

    [Fact]
    public void Protocol_must_reference_neither_the_engine_nor_akka() =>
        typeof(SessionKey)
            .Assembly.GetReferencedAssemblies()
            .ShouldAllBe(x => !x.Name!.StartsWith("RiskEngine") && !x.Name!.StartsWith("Akka"));
}
