package dev.fairlead.testbed;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A call of AssumeRole in the Query protocol.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">API</a>
 */
record AssumeRoleCall(String action, String roleArn, String sessionName, String durationSeconds) {

    static AssumeRoleCall of(String form) {
        QueryParameters parameters = QueryParameters.parseForm(form);
        return new AssumeRoleCall(
                parameters.first("Action").orElse(""),
                parameters.first("RoleArn").orElse(""),
                parameters.first("RoleSessionName").orElse(""),
                parameters.first("DurationSeconds").orElse("3600"));
    }

    Optional<ServiceError> refusal(Set<String> allowedRoles) {
        if (!action.equals("AssumeRole")) {
            return Optional.of(ServiceError.of(400, "InvalidAction", "Only AssumeRole is here"));
        }
        if (roleArn.isEmpty() || sessionName.isEmpty() || !isValidDuration()) {
            return Optional.of(
                    ServiceError.of(
                            400,
                            "ValidationError",
                            "RoleArn and RoleSessionName are needed, and 900 to 43200 seconds"));
        }
        return allowedRoles.contains(roleArn)
                ? Optional.empty()
                : Optional.of(
                        ServiceError.of(
                                403, "AccessDenied", "Not authorized to perform: sts:AssumeRole"));
    }

    Duration life() {
        return Duration.ofSeconds(Long.parseLong(durationSeconds));
    }

    AssumedRole granted(SigningClaim claim, AccessKey issued) {
        return new AssumedRole(claim.accessKeyId(), claim.region(), roleArn, sessionName, issued);
    }

    String answer(AccessKey issued) {
        return "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                + "<AssumeRoleResult><Credentials>"
                + Xml.element("AccessKeyId", issued.id())
                + Xml.element("SecretAccessKey", issued.secret())
                + Xml.element("SessionToken", issued.sessionToken().orElseThrow())
                + Xml.element("Expiration", issued.expiry().orElseThrow().toString())
                + "</Credentials><AssumedRoleUser>"
                + Xml.element("AssumedRoleId", "AROATESTBED:" + sessionName)
                + Xml.element("Arn", roleArn + "/" + sessionName)
                + "</AssumedRoleUser></AssumeRoleResult><ResponseMetadata>"
                + Xml.element("RequestId", "TESTBED")
                + "</ResponseMetadata></AssumeRoleResponse>";
    }

    private boolean isValidDuration() {
        return durationSeconds.matches("[0-9]{3,5}")
                && life().compareTo(Duration.ofMinutes(15)) >= 0
                && life().compareTo(Duration.ofHours(12)) <= 0;
    }
}
