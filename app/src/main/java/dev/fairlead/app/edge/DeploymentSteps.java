package dev.fairlead.app.edge;

import dev.fairlead.app.config.EdgeSettings;

import java.nio.file.Path;

/**
 * How the bundle gets to the edge, as commands to paste.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html">Restrictions</a>
 */
public final class DeploymentSteps {
    private static final String STEPS =
            """
            # The function that is asked, and the distribution and behaviour whose viewers are.
            FUNCTION=fairlead
            DISTRIBUTION=E…
            BEHAVIOUR='.DefaultCacheBehavior'  # or '.CacheBehaviors.Items[] | select(.PathPattern == "/build01/*")'
            ACCOUNT=$(aws sts get-caller-identity --query Account --output text)

            # Once: the role of the shim, which two services take on.
            aws iam create-role --role-name fairlead-edge --assume-role-policy-document '{"Version": "2012-10-17",
              "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                "Principal": {"Service": ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]}}]}'
            aws iam attach-role-policy --role-name fairlead-edge \\
              --policy-arn arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
            {ACCESS}
            # Once: the function; Lambda@Edge takes x86_64 in us-east-1, nodejs22.x or nodejs24.x. Wait 10 s for the new role.
            aws lambda create-function --region us-east-1 --function-name fairlead-edge --runtime nodejs22.x \\
              --handler index.handler --timeout 5 --memory-size 128 \\
              --role "arn:aws:iam::$ACCOUNT:role/fairlead-edge" --zip-file fileb://{ZIP}

            # Instead, for a new bundle:
            aws lambda update-function-code --region us-east-1 --function-name fairlead-edge --zip-file fileb://{ZIP}

            # Each time: a numbered version, and the behaviour that uses it.
            aws lambda wait function-updated-v2 --region us-east-1 --function-name fairlead-edge
            VERSION=$(aws lambda publish-version --region us-east-1 --function-name fairlead-edge \\
              --query FunctionArn --output text)
            aws cloudfront get-distribution-config --id "$DISTRIBUTION" >distribution.json
            jq --arg arn "$VERSION" ".DistributionConfig | ($BEHAVIOUR | .LambdaFunctionAssociations) |= {
              Quantity: 1, Items: [{LambdaFunctionARN: \\$arn, EventType: \\"viewer-request\\", IncludeBody: false}]}" \\
              distribution.json >changed.json
            aws cloudfront update-distribution --id "$DISTRIBUTION" --distribution-config file://changed.json \\
              --if-match "$(jq -r .ETag distribution.json)"
            """;

    private static final String SIGNED =
            """
            # Both actions: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
            aws iam put-role-policy --role-name fairlead-edge --policy-name ask --policy-document '{"Version": "2012-10-17",
              "Statement": [{"Effect": "Allow", "Action": ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"],
                "Resource": "arn:aws:lambda:{REGION}:'"$ACCOUNT:function:$FUNCTION"'"}]}'
            """;

    private static final String OPEN =
            """
            # The bundle holds the secret: keep it as one. The function URL has auth type NONE and is open to everybody:
            aws lambda add-permission --region {REGION} --function-name "$FUNCTION" --statement-id url --principal '*' \\
              --action lambda:InvokeFunctionUrl --function-url-auth-type NONE
            aws lambda add-permission --region {REGION} --function-name "$FUNCTION" --statement-id by-url --principal '*' \\
              --action lambda:InvokeFunction --invoked-via-function-url
            """;

    private DeploymentSteps() {}

    public static String of(EdgeSettings settings, Path zip) {
        String access = settings.auth() == EdgeSettings.Auth.IAM ? SIGNED : OPEN;
        return STEPS.replace("{ACCESS}\n", access + "\n")
                .replace("{REGION}", settings.region().orElseThrow())
                .replace("{ZIP}", zip.toString());
    }
}
