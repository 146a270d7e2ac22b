namespace Fairlead.Gateway.Routing.Strategies;

/// <summary>A number for a deployment; the lowest is chosen.</summary>
internal interface IDeploymentScore
{
    /// <summary>The number.</summary>
    double Of(RouteDeployment deployment, long now);
}
