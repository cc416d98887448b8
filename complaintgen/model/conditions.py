"""What must be true for a legal basis to apply: the closed list, and what shows that it holds."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from complaintgen.model.case import Act, IncidentKind, LenderKind, LoanState, Target
from complaintgen.model.finding import FactKind
from complaintgen.model.question import Form


class When(StrEnum):
    """What must be true for a basis to apply. Each has a sentence in `data/law/conditions.toml`."""

    # counts and hours
    CONNECTED_OVER_LIMIT = "connected_over_limit"
    ATTEMPTS_OVER_LIMIT = "attempts_over_limit"
    FREQUENT_NO_NUMBER = "frequent_no_number"
    CLOSED_HOURS = "closed_hours"
    NO_AGREEMENT_ON_HOURS = "no_agreement_on_hours"
    NO_CONSENT_TO_HOURS = "no_consent_to_hours"
    APPROPRIATE_TIME = "appropriate_time"
    BEFORE_DUE = "before_due"
    REPEATED_MESSAGES = "repeated_messages"
    REPEATED_CONTACTS = "repeated_contacts"
    HARASSING_MEANS = "harassing_means"
    MISLED_OR_HARASSED = "misled_or_harassed"
    # what was done
    THREATENED = "threatened"
    INSULTED = "insulted"
    BEFORE_OTHERS = "before_others"
    FORCE_OR_INTIMIDATION = "force_or_intimidation"
    MISLED_OR_INTIMIDATED = "misled_or_intimidated"
    VIOLENCE_USED = "violence_used"
    HOME_ENTERED = "home_entered"
    PREMISES_ENTERED = "premises_entered"
    PEACE_DISTURBED = "peace_disturbed"
    WORKPLACE_DISTURBED = "workplace_disturbed"
    PROPERTY_DAMAGED = "property_damaged"
    NOTICES_POSTED = "notices_posted"
    VISITED = "visited"
    VISIT_NOT_RECORDED = "visit_not_recorded"
    DEBT_DETENTION = "debt_detention"
    STALKING = "stalking"
    CHASED_OR_INTERCEPTED = "chased_or_intercepted"
    WHEREABOUTS_COLLECTED = "whereabouts_collected"
    WHEREABOUTS_OVER_LIMIT = "whereabouts_over_limit"
    # persons and data
    THIRD_PERSON_REACHED = "third_person_reached"
    CONTACT_NOT_PARTY = "contact_not_party"
    CONTACT_DATA_UNLAWFUL = "contact_data_unlawful"
    PERSONAL_DATA_OBTAINED = "personal_data_obtained"
    PERSONAL_DATA_PROVIDED = "personal_data_provided"
    PERSONAL_DATA_PUBLISHED = "personal_data_published"
    DATA_PASSED_TO_PROCESSOR = "data_passed_to_processor"
    SENSITIVE_DATA = "sensitive_data"
    PRIVACY_SPREAD = "privacy_spread"
    PICTURE_PUBLISHED = "picture_published"
    OBSCENE_MATERIAL = "obscene_material"
    FOR_PROFIT = "for_profit"
    SERIOUS_MENTAL_HARM = "serious_mental_harm"
    # pretences
    OFFICIAL_IMPERSONATED = "official_impersonated"
    OFFICIAL_NAME_MISUSED = "official_name_misused"
    FALSE_IDENTITY = "false_identity"
    LAWYER_IMPERSONATED = "lawyer_impersonated"
    FORGED_PAPER = "forged_paper"
    UNIFORM_OR_INSIGNIA = "uniform_or_insignia"
    FALSE_ACCUSATION_MADE = "false_accusation_made"
    CREDIT_DATA_WRONG = "credit_data_wrong"
    # means
    NETWORK_MEANS = "network_means"
    NETWORK_OR_PHONE_MEANS = "network_or_phone_means"
    ILLEGAL_DIALLING_TOOL = "illegal_dialling_tool"
    NUMBER_DISGUISED = "number_disguised"
    TRUE_NUMBER_HIDDEN = "true_number_hidden"
    AI_VOICE = "ai_voice"
    PRIVATE_ACCOUNT = "private_account"
    INSTITUTION_NOT_NAMED = "institution_not_named"
    # the debt
    UNLAWFUL_DEBT = "unlawful_debt"
    MONEY_NOT_OWED = "money_not_owed"
    STOPPED_BEFORE = "stopped_before"
    LIMITS_IN_DEBT_DISPUTES = "limits_in_debt_disputes"
    PRIVATE_LENDING = "private_lending"
    NOT_PRIVATE_LENDING = "not_private_lending"
    CHARGES_EXCESSIVE = "charges_excessive"
    OVER_24_PERCENT = "over_24_percent"
    OVER_PRIVATE_CAP = "over_private_cap"
    EXTRA_FEES = "extra_fees"
    UNLAWFUL_FUNDRAISING_OR_EXTRA_FEES = "unlawful_fundraising_or_extra_fees"
    NEW_LOAN_PUSHED = "new_loan_pushed"
    INTEREST_DEDUCTED_FIRST = "interest_deducted_first"
    LOAN_FROM_2026_08_01 = "loan_from_2026_08_01"
    ONLINE_LOAN = "online_loan"
    TELECOM_OPERATOR = "telecom_operator"


class Condition(Form, frozen=True, kw_only=True):
    """The sentence of a `When`, and what shows that it holds.

    It holds when `assumed` (unless the case says otherwise), or when any of the lists names
    something that the incidents of the finding show (an act, a kind of fact, a kind of incident,
    whom it reached) or the case (the kind of lender, the state of the loan, a loan signed on or
    after `signed_from`). With `caps`, a fact about charges counts only where one of these caps was
    used for it. With `times`, the counts of the incidents that match `incidents` must add
    up to that many. With nothing listed and not assumed it does not hold: only the person could
    know it.
    """

    id: When
    zh: str
    en: str
    assumed: bool = False
    acts: tuple[Act, ...] = ()
    facts: tuple[FactKind, ...] = ()
    caps: tuple[str, ...] = ()
    incidents: tuple[IncidentKind, ...] = ()
    targets: tuple[Target, ...] = ()
    lenders: tuple[LenderKind, ...] = ()
    loan_states: tuple[LoanState, ...] = ()
    signed_from: dt.date | None = None
    times: int = 0
