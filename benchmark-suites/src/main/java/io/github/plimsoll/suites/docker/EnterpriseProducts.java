package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.EnterpriseProduct.ControlPlane;
import io.github.plimsoll.fact.docker.EnterpriseProduct.TrustedRegistry;

/** Section 8 of version 1.2.0, which later ones dropped: the products of Docker Enterprise, whose settings the engine does not tell. */
@DockerControls
public class EnterpriseProducts {

    @Control(
            title = "Users of the control plane are authenticated by a directory",
            why = "Accounts that exist only there outlive the people they were made for.",
            fix = "Admin settings, Authentication & Authorization: connect the directory of the organisation.",
            severity = MEDIUM)
    @Review("Does the control plane authenticate its users by the directory of your organisation?")
    @Spoofing("S1")
    void directory_authenticates_users(ControlPlane plane) {
        plane.image();
    }

    @Control(
            title = "The control plane shows a certificate that an authority issued",
            why = "Users who learn to accept a certificate that nobody vouches for accept that of an attacker too.",
            fix = "Admin settings, Certificates: upload a certificate of the authority that your clients trust.",
            severity = MEDIUM)
    @Review("Was the certificate of the control plane issued by an authority that your clients trust?")
    @Spoofing("S1")
    void control_plane_shows_an_issued_certificate(ControlPlane plane) {
        plane.image();
    }

    @Control(
            title = "Users without privileges work through client bundles",
            why = "Whoever has the socket of a node stands beside all access control of the cluster.",
            fix = "Hand out client bundles, and take the accounts of users off the nodes.",
            severity = MEDIUM)
    @Review("Do users reach the cluster by client bundles alone, and have no account on its nodes?")
    @Spoofing("S1")
    void users_come_in_by_client_bundles(ControlPlane plane) {
        plane.image();
    }

    @Control(
            title = "What users may do follows from roles made for them",
            why = "Without grants of its own a team gets more than it needs, and everybody the same.",
            fix = "Make teams, roles and resource sets, and grants between them; take away the default grants.",
            severity = MEDIUM)
    @Review("Do the grants of the cluster give each team what it needs and no more?")
    @Tampering("T1")
    void roles_are_given_by_grants(ControlPlane plane) {
        plane.image();
    }

    @Control(
            title = "The cluster runs signed images only",
            why = "Else whoever can push to a registry, or can pose as it, decides what the cluster runs.",
            fix =
                    "Admin settings, Docker content trust: run only signed images, and require the teams that have to sign.",
            severity = HIGH)
    @Review("Does the control plane refuse images that the teams you trust have not signed?")
    @Spoofing("S2")
    void cluster_runs_signed_images_only(ControlPlane plane) {
        plane.image();
    }

    @Control(
            title = "A user has at most three sessions",
            why = "Sessions that pile up are sessions whose theft nobody notices.",
            fix =
                    "Admin settings, Authentication & Authorization: set the limit of sessions for each user to 3 or fewer.",
            severity = LOW)
    @Review("Is the limit of sessions for each user 3 or fewer, and not 0, which is none?")
    @Spoofing("S1")
    void sessions_of_a_user_are_few(ControlPlane plane) {
        plane.image();
    }

    @Control(
            title = "Sessions end after a quarter of an hour",
            why = "A session left open at a desk, or stolen, works until it ends.",
            fix =
                    "Admin settings, Authentication & Authorization: set the lifetime to 15 minutes and the renewal threshold to 0.",
            severity = LOW)
    @Review("Is the lifetime of a session 15 minutes or less, and the renewal threshold 0?")
    @Spoofing("S1")
    void sessions_end_soon(ControlPlane plane) {
        plane.image();
    }

    @Control(
            title = "The registry scans the images that are pushed to it",
            why = "Images with known flaws are pulled and run as long as nobody looks.",
            fix = "System, Security: enable scanning, keep its database current, and scan on push in each repository.",
            severity = MEDIUM)
    @Review("Does the registry scan what is pushed to it, with a current database?")
    @Spoofing("S2")
    void registry_scans_images(TrustedRegistry registry) {
        registry.image();
    }
}
